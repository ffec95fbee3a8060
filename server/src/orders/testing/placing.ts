import { writeSync } from 'node:fs'
import { createApp } from '../../api/app.ts'
import { currentBank } from '../../bank/bank.ts'
import { openBank } from '../../open-bank.ts'
import { type Ask, askOf } from '../../testing/ask.ts'
import { HttpCore } from '../http-core.ts'
import { customerWith, orderOf } from './buyer.ts'

/**
 * Places orders on a bank and hands them to a core, until somebody kills it. A line goes out before an order is
 * placed, and one once it is acknowledged.
 */
const [dataDirectory = '', databaseUrl = '', core = '', secret = ''] = process.argv.slice(2)

/** Written at once: whatever was said has left the process when it dies. */
const say = (word: object): void => {
  writeSync(1, `${JSON.stringify(word)}\n`)
}
const end = (fault: Error): never => {
  throw fault
}

const placed = currentBank(dataDirectory)
if (!placed) throw new Error(`There is no bank in ${dataDirectory}`)
const { desk } = await openBank(placed, { demoUsers: true, databaseUrl })
const app = createApp(desk, { logFault: end })
const ask: Ask = askOf(() => app)
desk.courier.connect(
  new HttpCore({ url: new URL(core), secret: Buffer.from(secret, 'hex'), patience: 200, collectEvery: null }),
  end,
  { first: 5, longest: 50, most: 500 },
)
const user = `manager-${desk.snapshot.branches[0]?.id}`
const { customer, product } = await customerWith(ask, [...desk.snapshot.customers.ids], 'annuity')
for (;;) {
  const order = orderOf(customer, product)
  say({ begun: order.id })
  const { status, body } = await ask(user, 'POST', '/api/orders', order)
  if (status !== 201) throw new Error(`${status}: ${JSON.stringify(body)}`)
  say({ done: order.id })
}
