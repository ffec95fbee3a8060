import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'

/**
 * How a mail is taken: it `takes` it; is `busy` and says to come again (451); takes nothing of this sender, who is
 * `unwelcome` (550); there is `nobody` of that name (550); takes it and `cuts` the line before it says so.
 */
type Mood = 'takes' | 'busy' | 'unwelcome' | 'nobody' | 'cuts'

/** A mail server at work on a port of this machine, with moods. */
export interface TestMailServer {
  readonly url: URL
  /** What came whole, also what came again, in the order in which it came. */
  readonly taken: readonly Email[]
  /** How often somebody began to send. */
  readonly begun: () => number
  /** The moods of the next mails; it takes what comes after. */
  readonly moods: Mood[]
  stop(): Promise<void>
}

export async function testMailServer(port = 0): Promise<TestMailServer> {
  const taken: Email[] = []
  const moods: Mood[] = []
  let begun = 0
  let mood: Mood = 'takes'
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    closeTimeout: 100,
    onMailFrom(_address, _session, done) {
      begun += 1
      mood = moods.shift() ?? 'takes'
      if (mood === 'busy') done(answer(451, 'Come again later'))
      else done(mood === 'unwelcome' ? answer(550, 'No such sender here') : null)
    },
    onRcptTo(_address, _session, done) {
      done(mood === 'nobody' ? answer(550, 'No such mailbox here') : null)
    },
    onData(stream, session, done) {
      const pieces: Buffer[] = []
      stream.on('data', (piece: Buffer) => pieces.push(piece))
      stream.on('end', () => {
        const cuts = mood === 'cuts'
        PostalMime.parse(Buffer.concat(pieces)).then((mail) => {
          taken.push(mail)
          if (cuts) for (const each of server.connections) each.close()
          else done()
        }, done)
        void session
      })
    },
  })
  // Whoever sends may be killed amid it.
  server.on('error', (fault: Error & { readonly code?: string }) => {
    if (fault.code !== 'ECONNRESET') throw fault
  })
  const { promise, resolve } = Promise.withResolvers<void>()
  server.listen(port, '127.0.0.1', resolve)
  await promise
  const address = server.server.address()
  const listening = typeof address === 'object' && address ? address.port : 0
  return {
    url: new URL(`smtp://127.0.0.1:${listening}`),
    taken,
    begun: () => begun,
    moods,
    stop: () => new Promise((done) => server.close(() => done())),
  }
}

const answer = (responseCode: number, message: string) => Object.assign(new Error(message), { responseCode })
