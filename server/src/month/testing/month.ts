import { expect } from 'vitest'
import { z } from 'zod'
import { type Random, randomOf } from '../../bank/demo/random.ts'
import { HttpCore } from '../../orders/http-core.ts'
import { type TestCore, testCore } from '../../orders/testing/core.ts'
import { type List, listSchema, type SmallBank, smallBank } from '../../testing/small-bank.ts'
import { Book } from './book.ts'
import { daysOff, momentOf } from './calendar.ts'
import { publishDay } from './feeds.ts'
import { Letters } from './letters.ts'

export const SECRET = Buffer.alloc(32, 9)
const PACE = { first: 20, longest: 200, most: 50 }
const PATIENCE_MS = 5_000
const SECOND = 1_000

/** A bank at work through a month: its server, the core system that it talks to, a clock set by hand, and a book kept beside it. */
export class Month {
  readonly bank: SmallBank
  readonly core: TestCore
  readonly letters: Letters
  readonly book = new Book()
  readonly random: Random
  /** Customers who have asked not to be contacted, which the next night's feeds tell. */
  readonly silent = new Set<string>()
  readonly #seed: number
  readonly #clock: { now: number }
  day = ''

  private constructor(
    seed: number,
    bank: SmallBank,
    clock: { now: number },
    core: TestCore,
    letters: Letters,
  ) {
    this.bank = bank
    this.core = core
    this.letters = letters
    this.random = randomOf(seed)
    this.#seed = seed
    this.#clock = clock
  }

  /**
   * Opens the bank on the evening before its first day.
   * @param seed which bank it is, and what its people do
   */
  static async before(first: string, eve: string, seed: number): Promise<Month> {
    const clock = { now: momentOf(first, '05:00') }
    const now = () => {
      clock.now += SECOND
      return new Date(clock.now)
    }
    const bank = await smallBank({ now, make: (directory) => publishDay(directory, eve, seed, new Set()) })
    return new Month(seed, bank, clock, await testCore(SECRET), await Letters.begin())
  }

  get now(): number {
    return this.#clock.now
  }

  /** A time of the day by the clocks of the bank; the clock goes on by a second whenever somebody looks at it. */
  turn(time: string): void {
    this.#clock.now = momentOf(this.day, time)
  }

  /** The days from one to another on which nobody works: the clock goes on, and the post with it. */
  async daysOff(eve: string, day: string): Promise<void> {
    for (const free of daysOff(eve, day)) {
      this.#clock.now = momentOf(free, '10:00')
      await this.letters.rounds()
    }
  }

  /** The night to a day: what the bank's systems tell as of the last working day, and a server that starts anew. */
  async nightTo(day: string, eve: string): Promise<void> {
    this.day = day
    this.turn('05:00')
    this.book.feeds = await publishDay(this.bank.dataDirectory, eve, this.#seed, this.silent)
    await this.restart()
    expect(this.bank.open.desk.day).toBe(day)
  }

  async restart(): Promise<void> {
    await this.bank.restart()
    const http = new HttpCore({
      url: this.core.url,
      secret: SECRET,
      patience: PATIENCE_MS,
      collectEvery: null,
    })
    this.bank.open.desk.courier.connect(http, (fault) => this.bank.faults.push(fault), PACE)
    this.letters.connect(this.bank)
  }

  get branches(): string[] {
    return this.bank.open.desk.snapshot.branches.map(({ id }) => id)
  }

  /** Asks as somebody, and takes no other answer than the one that is said. */
  async ask<Schema extends z.ZodType>(
    user: string,
    method: string,
    path: string,
    { send, expected = 200, answer }: { send?: unknown; expected?: number; answer: Schema },
  ): Promise<z.output<Schema>> {
    const { status, body } = await this.bank.ask(user, method, path, send)
    expect(status, `${this.day} ${user} ${method} ${path}: ${JSON.stringify(body)}`).toBe(expected)
    return answer.parse(body)
  }

  /** Does something of which the answer tells nothing more. */
  do(user: string, method: string, path: string, send: unknown, expected = 200): Promise<unknown> {
    return this.ask(user, method, path, { send, expected, answer: z.unknown() })
  }

  listOf(branch: string, adviser?: string): Promise<List> {
    const query = adviser === undefined ? '' : `?adviser=${encodeURIComponent(adviser)}`
    return this.ask('auditor', 'GET', `/api/branches/${branch}/actions${query}`, { answer: listSchema })
  }

  /** The advisers of a branch. */
  advisersOf(branch: string): string[] {
    return this.bank.open.desk.snapshot.advisers.flatMap((each) => (each.branch === branch ? [each.id] : []))
  }

  async end(): Promise<void> {
    await this.bank.end()
    await this.core.stop()
    await this.letters.end()
  }
}
