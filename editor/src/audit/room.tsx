import { Outlet, useLocation, useParams } from 'react-router'
import { useBank } from '../api/bank.ts'
import { useSession } from '../api/session.ts'
import { useText } from '../locale/text.ts'
import { Failure } from '../shell/failure.tsx'
import { Refused } from '../shell/refused.tsx'
import { Room } from '../shell/room.tsx'
import { isPageOf, tabsOf } from './tabs.ts'

/** The auditor's room: its tabs, and the page that is open. */
export function AuditRoom() {
  const text = useText()
  const { pathname } = useLocation()
  const { playbook } = useParams()
  const { data: bank, error, refetch } = useBank()
  const { data: user } = useSession()
  if (error && !bank) return <Refused error={error} onRetry={() => void refetch()} />
  const tabs =
    bank &&
    user &&
    tabsOf(user.role).map(({ text: name, page, path }) => ({
      text: name,
      path: path(playbook ?? bank.playbook.id, bank.playbook.version),
      open: pathname.split('/').includes(page),
    }))
  return (
    <Room pages={text('audit.pages')} tabs={tabs ?? []}>
      {user && !isPageOf(user.role, pathname) ? <Failure closed /> : <Outlet />}
    </Room>
  )
}
