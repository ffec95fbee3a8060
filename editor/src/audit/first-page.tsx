import { Navigate } from 'react-router'
import { useBank } from '../api/bank.ts'
import { AUDIT_TABS } from './tabs.ts'

/** Leads whoever enters the room to its first tab. */
export function FirstPage() {
  const { data: bank } = useBank()
  const [first] = AUDIT_TABS
  return bank && first ? <Navigate to={first.path(bank.playbook.id, bank.playbook.version)} replace /> : null
}
