import { parseDay } from '@branch-playbook/engine'
import { makeDemoBank } from '../bank/demo/bank.ts'
import { CUSTOMERS, type SmallBank } from './small-bank.ts'

/** The night to a day: new feeds, a new snapshot, and the server starts anew. */
export async function nightTo(bank: SmallBank, day: string): Promise<void> {
  const asOf = (parseDay(day) ?? 0) - 1
  await makeDemoBank({ dataDirectory: bank.dataDirectory, asOf, customers: CUSTOMERS, seed: 3 })
  await bank.restart()
  if (bank.open.desk.day !== day) throw new Error(`The night was to ${day}, and it is ${bank.open.desk.day}`)
}
