import type { Desk } from '../desk/desk.ts'
import type { Principal } from '../identity/users.ts'
import { erasedAt } from '../store/erasures.ts'
import { sees } from './access.ts'
import { Refusal } from './problem.ts'

/**
 * The customer's row and branch; refused as unknown when he is another branch's, and when his personal data
 * were erased.
 */
export async function customerFor(
  { snapshot, store }: Desk,
  user: Principal,
  customer: string,
): Promise<{ row: number; branch: string }> {
  const row = snapshot.customers.rowOf(customer)
  const branch = row === null ? undefined : snapshot.branches[snapshot.customers.branch[row] ?? -1]
  if (row === null || !branch || !sees(user, branch.id)) throw new Refusal('unknown_customer', { customer })
  if ((await erasedAt(store, customer)) !== null) throw new Refusal('customer_erased', { customer })
  return { row, branch: branch.id }
}
