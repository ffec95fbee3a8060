import { createTransport } from 'nodemailer'
import { type Letter, type MailCarrier, NotSent } from './carrier.ts'
import { type MailSettings, wantsTls } from './settings.ts'

/** How long the mail server may say nothing, in milliseconds. */
const PATIENCE = 20_000
/** A letter takes at most so many times as long: a server that drips its answers would keep the sender for good. */
const PATIENCES_A_LETTER = 6
const MOST_OF_FAULT = 200

/** A mail server that speaks SMTP. */
export class SmtpCarrier implements MailCarrier {
  readonly #transport
  readonly #from: string
  readonly #host: string
  readonly #longest: number

  constructor(
    { server, from, publicUrl }: Pick<MailSettings, 'server' | 'from' | 'publicUrl'>,
    patience = PATIENCE,
  ) {
    const { protocol, hostname, port, username, password } = server
    this.#transport = createTransport({
      host: hostname.replace(/^\[|\]$/g, ''),
      ...(port !== '' && { port: Number(port) }),
      secure: protocol === 'smtps:',
      requireTLS: wantsTls(server),
      ...(username !== '' && {
        auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
      }),
      connectionTimeout: patience,
      greetingTimeout: patience,
      socketTimeout: patience,
    })
    this.#from = from
    this.#host = publicUrl.hostname
    this.#longest = PATIENCES_A_LETTER * patience
  }

  async send(letter: Letter, signal: AbortSignal): Promise<void> {
    const { promise: stopped, reject } = Promise.withResolvers<never>()
    const stop = () => reject(new NotSent('stopped', false))
    signal.addEventListener('abort', stop, { once: true })
    const tooLong = setTimeout(() => reject(new NotSent('ETIMEDOUT', false)), this.#longest)
    try {
      await Promise.race([this.#sendMail(letter), stopped])
    } catch (cause) {
      throw cause instanceof NotSent ? cause : notSent(cause)
    } finally {
      clearTimeout(tooLong)
      signal.removeEventListener('abort', stop)
    }
  }

  #sendMail({ id, to, subject, text, unsubscribe }: Letter): Promise<unknown> {
    return this.#transport.sendMail({
      from: this.#from,
      to,
      subject,
      text,
      messageId: `<${id}@${this.#host}>`,
      headers: {
        'Auto-Submitted': 'auto-generated',
        ...(unsubscribe && {
          'List-Unsubscribe': `<${unsubscribe.href}>`,
          'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        }),
      },
    })
  }

  close(): void {
    this.#transport.close()
  }
}

function notSent(cause: unknown): NotSent {
  if (!(cause instanceof Error)) return new NotSent(String(cause), false)
  const code = 'code' in cause ? String(cause.code) : cause.message
  // Without an answer of the server, what the network said: its word for it, and no address of the bank's machines.
  const network = /\bE[A-Z]{4,}\b/.exec(cause.message)?.[0] ?? code
  const answer = 'response' in cause && typeof cause.response === 'string' ? cause.response : network
  const status = 'responseCode' in cause ? Number(cause.responseCode) : 0
  // A server that refuses the recipient or the letter says so with a 5xx; one that refuses us will be mended.
  const isOurs = 'command' in cause && cause.command === 'MAIL FROM'
  const forGood = status >= 500 && !isOurs && (code === 'EENVELOPE' || code === 'EMESSAGE')
  return new NotSent(answer.replaceAll(/\p{Cc}+/gu, ' ').slice(0, MOST_OF_FAULT), forGood, { cause })
}
