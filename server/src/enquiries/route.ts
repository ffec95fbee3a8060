import type { Staff } from '../desk/staff.ts'
import type { Tables } from '../store/tables.ts'

/** To whom an enquiry belongs: an adviser, the branch's desk or manager, or a handler outside by his queue. */
export type EnquiryRoute =
  | { readonly to: 'adviser'; readonly adviser: string }
  | { readonly to: 'desk' }
  | { readonly to: 'manager' }
  | { readonly to: 'queue'; readonly handler: string }

type Stored = Pick<Tables['enquiry_steps'], 'goes_to' | 'goes_to_id'>

export const storedRoute = (route: EnquiryRoute): Stored => ({
  goes_to: route.to,
  goes_to_id: route.to === 'adviser' ? route.adviser : route.to === 'queue' ? route.handler : '',
})

export function routeOfStored({ goes_to: to, goes_to_id: id }: Stored): EnquiryRoute {
  if (to === 'adviser') return { to, adviser: id }
  return to === 'queue' ? { to, handler: id } : { to }
}

/** Whether an adviser works in a branch, by its place in the snapshot. */
export function worksIn({ members, placeOf }: Staff, adviser: string, branch: number): boolean {
  const member = members[placeOf(adviser) ?? -1]
  return member !== undefined && member.name !== null && member.branch === branch
}

/**
 * The route as it is today: what went to an adviser who is away is his stand-in's, or the desk's where he has none;
 * and the desk's when he has left the branch. What one who handed over his customers had of the customer of a row is
 * whose the customer is today.
 */
export function routeToday(
  staff: Staff,
  route: EnquiryRoute,
  branch: number,
  row: number | null,
): EnquiryRoute {
  if (route.to !== 'adviser') return route
  if (!worksIn(staff, route.adviser, branch)) return { to: 'desk' }
  const own = staff.placeOf(route.adviser) ?? -1
  const follows = staff.members[own]?.left === true && row !== null
  const instead = staff.members[follows ? (staff.memberOf[row] ?? -1) : staff.insteadOf(own)]
  return instead?.branch === branch && instead.name !== null
    ? { to: 'adviser', adviser: instead.id }
    : { to: 'desk' }
}
