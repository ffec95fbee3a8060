import { Refusal } from '../api/problem.ts'
import { erasedAt } from '../store/erasures.ts'
import type { Database } from '../store/tables.ts'

/**
 * Refuses a customer whose personal data were erased. Whatever stores something of him asks so within its change:
 * between a look beforehand and the change they may have been.
 * @throws Refusal
 */
export async function requireUnerased(store: Database, customer: string): Promise<void> {
  if ((await erasedAt(store, customer)) !== null) throw new Refusal('customer_erased', { customer })
}
