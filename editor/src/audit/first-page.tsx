import { useBank } from '../api/bank.ts'
import { useSession } from '../api/session.ts'
import { Failure } from '../shell/failure.tsx'
import { LeadOn } from '../shell/lead-on.tsx'
import { tabsOf } from './tabs.ts'

/** Leads whoever enters the room to the first tab that he may open. */
export function FirstPage() {
  const { data: bank } = useBank()
  const { data: user } = useSession()
  if (!bank || !user) return null
  const [first] = tabsOf(user.role)
  if (!first) return <Failure missing />
  return <LeadOn to={first.path(bank.playbook.id, bank.playbook.version)} />
}
