import type { News } from './together.ts'

/** What one tab has still to be told. Of each kind of news only the latest is worth telling, so it never grows. */
export class Ear {
  readonly #waiting = new Map<News['event'], News>()
  #wake: () => void = () => undefined
  #closed = false

  get closed(): boolean {
    return this.#closed
  }

  hear(news: News): void {
    this.#waiting.set(news.event, news)
    this.#wake()
  }

  close(): void {
    this.#closed = true
    this.#wake()
  }

  /** What is to be told next; null when nothing happened for so many milliseconds, or nothing will any more. */
  async next(milliseconds: number): Promise<News | null> {
    if (this.#waiting.size === 0 && !this.#closed) await this.#somethingWithin(milliseconds)
    const [news = null] = this.#waiting.values()
    if (news) this.#waiting.delete(news.event)
    return this.#closed ? null : news
  }

  #somethingWithin(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds)
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
}
