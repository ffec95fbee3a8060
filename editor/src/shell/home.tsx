import { type Role, useSession } from '../api/session.ts'
import { LeadOn } from './lead-on.tsx'
import { roomsOf } from './rooms.ts'

/** Where a day begins that does not begin in the first of one's rooms. */
const BEGINNINGS: Partial<Record<Role, string>> = { approver: '/approvals', auditor: '/audit' }

/** Leads everyone to the room where his day begins. */
export function Home() {
  const { data: user } = useSession()
  const [first] = user ? roomsOf(user.role) : []
  if (!user || !first) return null
  return <LeadOn to={BEGINNINGS[user.role] ?? first.path} />
}
