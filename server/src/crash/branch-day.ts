import { randomUUID } from 'node:crypto'
import { writeSync } from 'node:fs'
import { z } from 'zod'
import { createApp } from '../api/app.ts'
import { currentBank } from '../bank/bank.ts'
import { digests } from '../digest/digests.ts'
import { mailOf } from '../digest/settings.ts'
import { SmtpCarrier } from '../digest/smtp-carrier.ts'
import { openBank } from '../open-bank.ts'
import { saveSubscription } from '../store/digests.ts'
import { type Ask, askOf } from '../testing/ask.ts'

/**
 * A branch at work until somebody kills it: conversations, hand-overs to and fro, and everybody's digest by mail. A
 * line goes out before each deed, and one once it is acknowledged.
 */
const [dataDirectory = '', databaseUrl = '', server = '', at = ''] = process.argv.slice(2)

/** Written at once: whatever was said has left the process when it dies. */
const say = (word: object): void => {
  writeSync(1, `${JSON.stringify(word)}\n`)
}
const end = (fault: Error): never => {
  throw fault
}

const placed = currentBank(dataDirectory)
const mail = mailOf(
  { SMTP_URL: server, MAIL_FROM: 'playbook@bank.example', MAIL_TIME_ZONE: 'UTC' },
  new URL('https://playbook.bank.example'),
)
if (!placed || !mail) throw new Error(`There is no bank in ${dataDirectory}, or no mail server at ${server}`)
const { desk } = await openBank(placed, { demoUsers: true, databaseUrl, now: () => new Date(at) })
const app = createApp(desk, { logFault: end })
const ask: Ask = askOf(() => app)
const branch = desk.snapshot.branches[0]?.id ?? ''
const manager = `manager-${branch}`
const [leaver = '', ...takers] = desk.snapshot.advisers
  .filter((adviser) => adviser.branch === branch)
  .map(({ id }) => id)

async function deed(kind: 'contact' | 'handover' | 'withdrawal', id: string, path: string, body: object) {
  say({ begun: id, kind })
  const answer = await ask(manager, 'POST', path, body)
  if (answer.status > 201) throw new Error(`${kind}: ${answer.status} ${JSON.stringify(answer.body)}`)
  say({ done: id, kind })
}

for (const user of [leaver, ...takers, manager])
  await saveSubscription(desk.store, {
    ...{ user, address: `${user}@bank.example`, locale: 'en', hour: 0, confirmed_at: at },
    ...{ code_hash: null, code_at: null, code_tries: 0 },
  })
desk.post.connect(digests(desk, new SmtpCarrier(mail, 500), mail), end, { first: 5, longest: 50, most: 50 })

const handovers = `/api/branches/${branch}/handovers`
const standing = z.array(z.object({ id: z.string(), withdrawn: z.unknown() }))
const previewed = z.object({ hash: z.string() })
const listed = z.object({
  actions: z.array(z.object({ key: z.string(), customer: z.object({ id: z.string() }) })),
})

async function handOver(): Promise<void> {
  const order = { adviser: leaver, takers, spread: 'tiers' }
  const { hash } = previewed.parse((await ask(manager, 'POST', `${handovers}/preview`, order)).body)
  const id = randomUUID()
  await deed('handover', id, handovers, { id, ...order, from: desk.day, hash })
}

async function contact(): Promise<void> {
  const { body } = await ask(manager, 'GET', `/api/branches/${branch}/actions`)
  const [first] = listed.parse(body).actions
  if (!first) throw new Error('Nobody is called any more')
  const id = randomUUID()
  const made = {
    id,
    customer: first.customer.id,
    action: first.key,
    channel: 'phone',
    outcome: 'not_reached',
  }
  await deed('contact', id, '/api/contacts', made)
}

for (;;) {
  await contact()
  const known = standing.parse((await ask(manager, 'GET', handovers)).body)
  const open = known.find(({ withdrawn }) => withdrawn === null)
  if (!open) await handOver()
  await contact()
  if (open) await deed('withdrawal', open.id, `/api/handovers/${open.id}/withdrawal`, { reason: 'She stays' })
}
