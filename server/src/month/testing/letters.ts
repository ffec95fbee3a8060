import type { Email } from 'postal-mime'
import { expect, vi } from 'vitest'
import { digests } from '../../digest/digests.ts'
import { mailOf } from '../../digest/settings.ts'
import { SmtpCarrier } from '../../digest/smtp-carrier.ts'
import { type TestMailServer, testMailServer } from '../../digest/testing/mail-server.ts'
import type { SmallBank } from '../../testing/small-bank.ts'
import type { Month } from './month.ts'

const PACE = { first: 20, longest: 60, most: 10 }
const PATIENCE_MS = 500
const PUBLIC = new URL('https://playbook.bank.example')
const soon = { timeout: 20_000, interval: 10 }

/** Who has a digest, and what came of it: the mail server of the bank, and what it was handed. */
export class Letters {
  readonly #mail: TestMailServer
  readonly #subscribers = new Set<string>()
  /** So many rounds the post has made. */
  #rounds = 0
  /** So many of the letters were looked at. */
  #seen = 0

  private constructor(mail: TestMailServer) {
    this.#mail = mail
  }

  static begin = async (): Promise<Letters> => new Letters(await testMailServer())

  /** Connects a server that has begun anew. */
  connect({ open: { desk }, faults }: SmallBank): void {
    const environment = {
      SMTP_URL: this.#mail.url.href,
      MAIL_FROM: 'playbook@bank.example',
      MAIL_TIME_ZONE: 'Asia/Shanghai',
    }
    const settings = mailOf(environment, PUBLIC) ?? expect.fail('There is no mail server')
    const connection = digests(desk, new SmtpCarrier(settings, PATIENCE_MS), settings)
    const postDue = async () => {
      await connection.postDue()
      this.#rounds += 1
    }
    desk.post.connect({ ...connection, postDue }, (fault) => faults.push(fault), PACE)
  }

  /** Waits until the post has looked for what is due, and carried what it found. */
  async rounds(): Promise<void> {
    const before = this.#rounds
    await vi.waitUntil(() => this.#rounds - before >= 3, soon)
  }

  /** Turns the digest of a user on, with the code from the mail. */
  async turnOn(month: Month, user: string): Promise<void> {
    const address = `${user}@bank.example`
    await month.do(user, 'PUT', '/api/digest', { address, locale: 'zh-CN', hour: 8 })
    const code = () => /\b\d{8}\b/.exec(this.#to(address).at(-1)?.text ?? '')?.[0] ?? ''
    await vi.waitUntil(() => code() !== '', soon)
    await month.do(user, 'POST', '/api/digest/confirmation', { code: code() })
    this.#subscribers.add(address)
  }

  /** The mail server has a bad moment. */
  annoy({ random }: Month): void {
    this.#mail.moods.push(random.pick(['busy', 'cuts']))
  }

  /** Waits for the digests of today, and for one more that would be too many; what is wrong with what came. */
  async wrongToday({ day, book }: Month): Promise<string[]> {
    const today = [...this.#subscribers]
    const count = (address: string) => idsOf(this.#digestsOf(address, day)).size
    await vi.waitUntil(() => today.every((address) => count(address) > 0), soon)
    await this.rounds()
    const wrong = today.filter((address) => count(address) !== 1)
    const names = [...book.feeds.customers.values()].flatMap(({ id, name }) => [id, name])
    const news = this.#mail.taken.slice(this.#seen).filter(({ subject = '' }) => !subject.includes('验证码'))
    this.#seen = this.#mail.taken.length
    return [
      ...wrong.map((address) => `${day}: ${address} has ${count(address)} digests`),
      ...news
        .filter(({ subject = '' }) => !subject.includes(day))
        .map(({ subject }) => `${day}: there came “${subject}”`),
      ...news.flatMap((letter) => {
        const said = `${letter.subject} ${letter.text} ${letter.html}`
        return names.filter((name) => said.includes(name)).map((name) => `${day}: ${name} is named`)
      }),
    ]
  }

  /** Whether a user was told of so many contacts in today's digest. */
  tells(user: string, day: string, contacts: number): boolean {
    const digest = this.#digestsOf(`${user}@bank.example`, day)[0]
    return digest?.text?.includes(`今日名单 ${contacts} 位客户`) ?? false
  }

  async end(): Promise<void> {
    await this.#mail.stop()
  }

  #to(address: string): readonly Email[] {
    return this.#mail.taken.filter(({ to }) => to?.[0]?.address === address)
  }

  #digestsOf(address: string, day: string): readonly Email[] {
    return this.#to(address).filter(({ subject }) => subject?.includes(`${day} 工作摘要`))
  }
}

/** What was sent again after a line was cut is the same letter. */
const idsOf = (letters: readonly Email[]) => new Set(letters.map(({ messageId }) => messageId))
