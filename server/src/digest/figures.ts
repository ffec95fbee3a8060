import { shownEnquiries } from '../api/enquiry.ts'
import { settingOf } from '../api/version.ts'
import { actionsOf } from '../desk/actions.ts'
import type { Desk } from '../desk/desk.ts'
import type { User } from '../identity/users.ts'
import { livingVersions, tookPart } from '../life/life.ts'
import { livingOverlays, tookPartIn } from '../overlays/life.ts'
import { enquiriesIn } from '../store/enquiries.ts'
import { erasedCustomers } from '../store/erasures.ts'

/** What a digest says: names of figures, in its order. There are none of customers in it. */
export const FIGURES = [
  'contacts',
  'minutes',
  'overdue',
  'call_backs',
  'enquiries',
  'late',
  'overlays',
  'reviews',
] as const
type Figure = (typeof FIGURES)[number]

export type Figures = Partial<Readonly<Record<Figure, number>>>

/** The figures of a user's day as it stands; null for somebody who has none. */
export async function figuresFor(desk: Desk, user: User): Promise<Figures | null> {
  if (user.role === 'approver') return forApprover(desk, user)
  if (user.branch === null) return null
  if (user.role === 'manager') {
    const overlays = await livingOverlays(settingOf(desk), user.branch)
    return { ...(await dayOf(desk, user.branch, null)), overlays: submitted(overlays) }
  }
  return user.role === 'adviser' && user.adviser !== null ? dayOf(desk, user.branch, user.adviser) : null
}

/** The lists and enquiries of an adviser, or (null) of his whole branch. */
async function dayOf(desk: Desk, branch: string, adviser: string | null): Promise<Figures> {
  const { today, snapshot, store } = desk
  const erased = await erasedCustomers(store)
  const place = snapshot.branches.findIndex(({ id }) => id === branch)
  const listed = today.staff.members.flatMap((member, at) =>
    member.branch === place && (adviser === null || member.id === adviser)
      ? actionsOf(today, today.live, at).filter(
          ({ listing, customer }) => listing === 'listed' && !erased.has(customer),
        )
      : [],
  )
  const stored = await enquiriesIn(store, branch, true)
  const enquiries = (await shownEnquiries(desk, stored)).filter(
    ({ customer, route }) =>
      !(customer && erased.has(customer.id)) && (adviser === null || route.adviser?.id === adviser),
  )
  return {
    contacts: listed.length,
    minutes: listed.reduce((sum, { minutes }) => sum + minutes, 0),
    overdue: listed.filter(({ overdue }) => overdue).length,
    call_backs: listed.filter(({ action }) => action === 'call_back').length,
    enquiries: enquiries.length,
    late: enquiries.filter(({ late }) => late).length,
  }
}

/** What waits for an approver: not what he took part in himself. */
async function forApprover(desk: Desk, { id }: User): Promise<Figures> {
  const setting = settingOf(desk)
  const playbooks = await desk.store.selectFrom('playbooks').select('id').execute()
  const versions = await Promise.all(playbooks.map((each) => livingVersions(setting, each.id)))
  const overlays = await livingOverlays(setting, null)
  return {
    reviews: submitted(versions.flat().filter((each) => !tookPart(each, id))),
    overlays: submitted(overlays.filter((each) => !tookPartIn(each, id))),
  }
}

const submitted = (all: readonly { readonly state: string }[]): number =>
  all.filter(({ state }) => state === 'submitted').length
