import { Link, Outlet, useLocation, useParams } from 'react-router'
import { useBank } from '../api/bank.ts'
import { useSession } from '../api/session.ts'
import { useText } from '../locale/text.ts'
import { Failure } from '../shell/failure.tsx'
import { Refused } from '../shell/refused.tsx'
import classes from './room.module.css'
import { isPageOf, tabsOf } from './tabs.ts'

/** The auditor's room: its tabs, and the page that is open. */
export function AuditRoom() {
  const text = useText()
  const { pathname } = useLocation()
  const { playbook } = useParams()
  const { data: bank, error, refetch } = useBank()
  const { data: user } = useSession()
  if (error && !bank) return <Refused error={error} onRetry={() => void refetch()} />
  return (
    <div className={classes.room}>
      <nav className={classes.tabs} aria-label={text('audit.pages')}>
        {bank &&
          user &&
          tabsOf(user.role).map(({ text: name, page, path }) => (
            <Link
              key={page}
              to={path(playbook ?? bank.playbook.id, bank.playbook.version)}
              className={classes.tab}
              aria-current={pathname.split('/').includes(page) ? 'page' : undefined}
            >
              {text(name)}
            </Link>
          ))}
      </nav>
      <div className={classes.page}>
        {user && !isPageOf(user.role, pathname) ? <Failure closed /> : <Outlet />}
      </div>
    </div>
  )
}
