import { Link } from 'react-router'
import { useSession } from '../api/session.ts'
import { useText } from '../locale/text.ts'

/** Leads whoever may see it to the manager's page of a branch. */
export function ToManager({ branch }: { readonly branch: string }) {
  const text = useText()
  const { data: user } = useSession()
  if (!user || user.role === 'adviser') return null
  const own = user.role === 'manager'
  return (
    <Link to={own ? '/manager' : `/branch/${encodeURIComponent(branch)}/manager`}>
      {text('manager.open')}
    </Link>
  )
}
