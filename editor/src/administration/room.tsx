import { NavLink, Outlet } from 'react-router'
import classes from '../audit/room.module.css'
import { useText } from '../locale/text.ts'

const TABS = [
  { text: 'users.title', path: '/administration' },
  { text: 'tokens.title', path: '/administration/tokens' },
] as const

/** The administrator's room: who may come in, people and machines. */
export function AdministrationRoom() {
  const text = useText()
  return (
    <div className={classes.room}>
      <nav className={classes.tabs} aria-label={text('administration.pages')}>
        {TABS.map(({ text: name, path }) => (
          <NavLink key={path} to={path} end className={classes.tab ?? ''}>
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
