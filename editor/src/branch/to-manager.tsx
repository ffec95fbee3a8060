import { Link } from 'react-router'
import { useSession } from '../api/session.ts'
import { useText } from '../locale/text.ts'

/** Leads whoever may see it to the manager's page of a branch. */
export function ToManager({ branch }: { readonly branch: string }) {
  const text = useText()
  const { data: user } = useSession()
  if (!user || user.role === 'adviser') return null
  return <Link to={`/branch/${encodeURIComponent(branch)}/manager`}>{text('manager.open')}</Link>
}
