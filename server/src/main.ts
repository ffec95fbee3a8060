import type { Server } from 'node:http'
import { serve } from '@hono/node-server'
import { Command, CommanderError } from 'commander'
import { createApp } from './api/app.ts'
import { awayApp } from './api/away.ts'
import { currentBank, type PlacedBank } from './bank/bank.ts'
import { makeDemoBank } from './bank/demo/bank.ts'
import { demoDay } from './bank/demo/demo-day.ts'
import type { Desk } from './desk/desk.ts'
import { digests } from './digest/digests.ts'
import { mailOf } from './digest/settings.ts'
import { SmtpCarrier } from './digest/smtp-carrier.ts'
import { builtEditor } from './editor-build.ts'
import { inWords, Refusal } from './files/refusal.ts'
import { letHeapGrow } from './heap.ts'
import { DEMO_PASSWORD, demoUsers } from './identity/demo-users.ts'
import { signInSettings } from './identity/settings.ts'
import { accounts } from './identity/users.ts'
import { openBank } from './open-bank.ts'
import { coreOf } from './orders/settings.ts'
import { Reopening } from './reopening.ts'
import { unknownFacts } from './snapshot/open.ts'
import { VERSION } from './version.ts'

const FAILED = 1
const WRONG_USE = 2
const MOST_PORT = 65_535
/** How long requests that are under way may take to finish after the server was told to stop. */
const FAREWELL_MS = 5_000

letHeapGrow()

function portOf(text: string): number {
  const port = Number(text)
  if (/^\d+$/.test(text) && port <= MOST_PORT) return port
  throw new Refusal(`PORT is "${text}"; write a number from 0 to ${MOST_PORT}.`)
}

async function bankToOpen(dataDirectory: string, wanted?: string): Promise<PlacedBank> {
  const found = currentBank(dataDirectory, wanted)
  if (found) return found
  if (wanted !== undefined && wanted !== 'demo')
    throw new Refusal(
      `There is no bank "${wanted}" in ${dataDirectory}; make one with: npm run bank -- --help`,
    )
  console.log('There is no bank yet: making the demo bank, invented from its first customer to its last ...')
  return makeDemoBank({ dataDirectory, asOf: await demoDay() })
}

async function start(options: { readonly bank?: string; readonly data: string }): Promise<void> {
  const { PORT = '3000', HOST = '127.0.0.1', DEMO_USERS = 'on', BUILD_EDITOR = 'on' } = process.env
  const port = portOf(PORT)
  const signIn = signInSettings(process.env)
  const core = coreOf(process.env)
  const mail = mailOf(process.env, signIn.publicUrl)
  const placed = await bankToOpen(options.data, options.bank)
  const editorDirectory = builtEditor({ build: BUILD_EDITOR !== 'off' })
  const bank = new Reopening({
    async open(lost) {
      // What fails of a store that is lost has been told by then.
      let isLost = false
      const logFault = (fault: Error) => {
        if (!isLost) console.error(fault)
      }
      const { desk, close } = await openBank(placed, {
        demoUsers: DEMO_USERS !== 'off',
        lost(why) {
          isLost = true
          lost(why)
        },
        logFault,
      })
      await desk.snapshot.ready()
      if (core) desk.courier.connect(core, logFault)
      if (mail) desk.post.connect(digests(desk, new SmtpCarrier(mail), mail), logFault)
      const { fetch } = createApp(desk, {
        ...(editorDirectory !== null && { editorDirectory }),
        logFault,
        signIn,
      })
      return { desk, close, fetch }
    },
    away: awayApp(editorDirectory).fetch,
    tell: (what, why) => console.error(what === 'lost' ? lostInWords(why) : BACK),
    gaveUp(fault) {
      console.error(inWords(fault) ?? fault)
      process.exit(FAILED)
    },
  })
  const { desk } = await bank.open()
  const server = serve({ fetch: bank.fetch, port, hostname: HOST }, ({ port: listening }) => {
    const address = `http://${HOST.includes(':') ? `[${HOST}]` : HOST}:${listening}`
    tell(desk, address, editorDirectory !== null).catch(console.error)
  })
  server.on('error', (fault) => {
    const code = 'code' in fault ? String(fault.code) : ''
    console.error(notListening(code, HOST, port) ?? fault)
    process.exitCode = FAILED
    bank.close().catch(console.error)
  })
  const stop = () => {
    if (!('closeIdleConnections' in server)) return
    bank.dismiss()
    farewell(server, () => bank.close())
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}

const lostInWords = (why?: Error): string =>
  `The connection to PostgreSQL is lost (${why?.message}). Until it answers again, everybody is told to come back in a moment.`
const BACK = 'PostgreSQL answers again: the bank is open.'

/** Why the server cannot listen at an address, and what to do; null for what nobody thought of. */
function notListening(code: string, host: string, port: number): string | null {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is taken. Stop what uses it, or start with another one: PORT=3001 npm start`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EINVAL':
      return `HOST is "${host}", which is no address of this machine (${code}). Start without it, or with one that is: HOST=127.0.0.1 npm start`
    case 'EACCES':
      return `Port ${port} is not for everybody to listen on. Start with one above 1023: PORT=3001 npm start`
    default:
      return null
  }
}

/** Takes no more requests, lets those under way finish, and then closes what they work on. */
function farewell(server: Server, close: () => Promise<void>): void {
  server.close(() => {
    close().catch(console.error)
  })
  server.closeIdleConnections()
  setTimeout(() => server.closeAllConnections(), FAREWELL_MS).unref()
}

async function tell(desk: Desk, address: string, withEditor: boolean): Promise<void> {
  const playbook = desk.today.leading
  const counts = desk.today.counts()
  const total = (of: 'customers' | 'listed' | 'cut') => counts.reduce((sum, each) => sum + each[of], 0)
  console.log(`
Branch Playbook ${VERSION}: ${desk.bank.name['zh-CN']} / ${desk.bank.name.en}
${total('customers')} customers, ${counts.length} branches. Lists for ${desk.day} by playbook ${playbook.id}, version ${playbook.version}: ${total('listed')} contacts listed, ${total('cut')} more due than the day has time for.

  ${address}${withEditor ? '' : '  (without the editor, which is not built: API only)'}
  ${address}/api/openapi.json
`)
  const unknown = unknownFacts(desk.snapshot.manifest)
  if (unknown.length > 0)
    console.log(`The bank's snapshot was made by an earlier version, which did not know of: ${unknown.join(', ')}. They are missing for every customer, and nobody is called for them, until the next snapshot.
`)
  const users = await demoUsers(desk.store)
  if (users.length === 0) return tellFirstUser(desk, address)
  const named = users.filter(({ id, role }) => id === role)
  const others = users.length - named.length
  console.log(`Demo users, password "${DEMO_PASSWORD}". FOR DEMONSTRATION ONLY: whoever reaches this address can sign in as them.
Never use them with a real bank's data: DEMO_USERS=off leaves them out.
${named.map(({ id, branch, name }) => `  ${id}${branch === null ? '' : `  (${name}, branch ${branch})`}`).join('\n')}
  and ${others} more: every adviser by his number, every branch's manager as manager-<branch>

Next: sign in as "adviser" for today's list, as "strategist" to change the playbook and see the lists change.
Stop with Ctrl+C.`)
}

/** Without any user nobody could make the first one here. */
async function tellFirstUser(desk: Desk, address: string): Promise<void> {
  if ((await accounts(desk.store)).some(({ disabled }) => !disabled)) return
  console.log(`Nobody can sign in yet. Stop the server, make the first administrator, and start it again:
  npm run -s users -- add YOUR-ID --role administrator --name "YOUR NAME" --bank ${desk.bank.id}
He lets everybody else in at ${address}.`)
}

const program = new Command('start')
  .description(
    'Serves the editor and the API. Environment: PORT (3000), HOST (127.0.0.1: this machine only), DEMO_USERS (on), BUILD_EDITOR (on), DATABASE_URL (none: the bank’s own folder); for sign-in see docs/identity.md.',
  )
  .option('--bank <id>', 'the bank to work on; the one made last unless given')
  .option('--data <directory>', 'where banks are kept', 'data')
  .exitOverride()
  .action(start)

try {
  await program.parseAsync()
} catch (fault) {
  if (fault instanceof CommanderError) process.exitCode = fault.exitCode === 0 ? 0 : WRONG_USE
  else {
    console.error(inWords(fault) ?? fault)
    process.exitCode = FAILED
  }
}
