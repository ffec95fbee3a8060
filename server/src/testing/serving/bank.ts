/** `node bank.ts DATA ADVISERS`: serves a bank with advisers signed in, and says where, and what it took. */
import { serve } from '@hono/node-server'
import { createApp } from '../../api/app.ts'
import { currentBank } from '../../bank/bank.ts'
import { letHeapGrow } from '../../heap.ts'
import { startSession } from '../../identity/sessions.ts'
import { openBank } from '../../open-bank.ts'
import type { SignedIn } from './processes.ts'

/** Of each adviser so many customers at most are looked at. */
const CUSTOMERS = 10

letHeapGrow()
const [dataDirectory = '', advisers = '200'] = process.argv.slice(2)
const placed = currentBank(dataDirectory)
if (!placed) throw new Error(`There is no bank in ${dataDirectory}`)
const start = performance.now()
const { desk, close } = await openBank(placed, { demoUsers: true, databaseUrl: '' })
const night = performance.now() - start
await desk.snapshot.ready()
const pages = performance.now() - start - night
const peakRssMiB = process.resourceUsage().maxRSS / 1024
const app = createApp(desk, { logFault: (fault) => console.error(fault) })
const signedIn = await signIn(Number(advisers))
const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => {
  const address = `http://127.0.0.1:${port}`
  const customers = desk.snapshot.customers.count
  console.log(JSON.stringify({ address, night, pages, peakRssMiB, customers, advisers: signedIn }))
})
process.once('SIGTERM', () => {
  server.close()
  void close().then(() => process.exit())
})

/** Past the passwords, of which each takes a tenth of a second to check. */
async function signIn(most: number): Promise<SignedIn[]> {
  const users = await desk.store
    .selectFrom('users')
    .select(['id', 'branch', 'adviser'])
    .where('role', '=', 'adviser')
    .where('adviser', 'is not', null)
    .orderBy('id')
    .execute()
  const portfolios = new Map<number, string[]>()
  desk.snapshot.customers.adviser.forEach((adviser, row) => {
    const own = portfolios.get(adviser) ?? []
    if (own.length < CUSTOMERS) own.push(desk.snapshot.customers.ids.at(row) ?? '')
    portfolios.set(adviser, own)
  })
  const signedIn: SignedIn[] = []
  for (const { id, branch, adviser } of users) {
    const place = desk.snapshot.advisers.findIndex((each) => each.id === adviser)
    const customers = portfolios.get(place) ?? []
    const isKnown = signedIn.some((each) => each.adviser === adviser)
    if (isKnown || signedIn.length === most || branch === null || adviser === null || customers.length === 0)
      continue
    const token = await startSession(desk.store, () => {}, { id }, 'password', new Date())
    signedIn.push({ cookie: `session=${token}`, branch, adviser, customers })
  }
  return signedIn
}
