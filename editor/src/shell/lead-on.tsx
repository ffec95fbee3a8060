import { Navigate, useNavigation } from 'react-router'

/** Leads on to another page, unless somebody is on his way elsewhere already: he is not called back. */
export function LeadOn({ to }: { readonly to: string }) {
  const { state } = useNavigation()
  return state === 'idle' ? <Navigate to={to} replace /> : null
}
