import { NavLink, Outlet } from 'react-router'
import classes from '../audit/room.module.css'
import { useText } from '../locale/text.ts'

const TABS = [
  { text: 'approvals.waiting', path: '/approvals', end: true },
  { text: 'approvals.live', path: '/approvals/live', end: false },
  { text: 'experiments.title', path: '/approvals/experiments', end: false },
] as const

/** The room of those who answer for rules: what waits for them, what is live where, and what is tried out. */
export function ApprovalsRoom() {
  const text = useText()
  return (
    <div className={classes.room}>
      <nav className={classes.tabs} aria-label={text('approvals.pages')}>
        {TABS.map(({ text: name, path, end }) => (
          <NavLink key={path} to={path} end={end} className={classes.tab ?? ''}>
            {text(name)}
          </NavLink>
        ))}
      </nav>
      <div className={classes.page}>
        <Outlet />
      </div>
    </div>
  )
}
