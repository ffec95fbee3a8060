import { wasOnList } from '../store/runs.ts'
import type { actionOf } from './actions.ts'
import type { Desk } from './desk.ts'
import { isLeftAlone } from './held-out.ts'
import { isListed } from './listed.ts'

/**
 * Whether an action is or was on today's list of its customer. Whoever rests something on it may have read a list
 * that an event has changed since.
 */
export async function isOfToday(
  { store, day, today }: Desk,
  due: Pick<ReturnType<typeof actionOf>, 'key' | 'action' | 'customer' | 'told'>,
  action: string,
): Promise<boolean> {
  const listed = isListed(due.action) && !isLeftAlone(due)
  if (listed && due.key === action) return true
  const settled = today.contacts.some((each) => each.customer === due.customer && each.action === action)
  return settled || wasOnList(store, day, due.customer, action)
}
