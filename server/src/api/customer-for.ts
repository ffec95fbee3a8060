import { requireUnerased } from '../customer/unerased.ts'
import type { Desk } from '../desk/desk.ts'
import type { Principal } from '../identity/users.ts'
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
  const branch = branchOf(snapshot, customer)
  if (row === null || branch === null || !sees(user, branch))
    throw new Refusal('unknown_customer', { customer })
  await requireUnerased(store, customer)
  return { row, branch }
}

/** The branch that looks after a customer; null when the snapshot does not know him. */
export function branchOf({ customers, branches }: Desk['snapshot'], customer: string): string | null {
  const row = customers.rowOf(customer)
  return row === null ? null : (branches[customers.branch[row] ?? -1]?.id ?? null)
}
