import type { ReactNode } from 'react'
import { Link, matchPath, Outlet, useLocation } from 'react-router'
import { type TextKey, useText } from '../locale/text.ts'
import classes from './room.module.css'

interface Tab {
  readonly text: TextKey
  readonly path: string
  /** Whether the pages below its own are its too. */
  readonly below?: boolean
  /** How much waits there; nothing is shown for none. */
  readonly count?: number
  /** Whether its page is open, where its path alone does not tell. */
  readonly open?: boolean
}

interface RoomProps {
  /** What the tabs are called together. */
  readonly pages: string
  readonly tabs: readonly Tab[]
  /** Stands below the tabs instead of the page that is open. */
  readonly children?: ReactNode
}

/** A room of several pages: their tabs, and the page that is open. */
export function Room({ pages, tabs, children = <Outlet /> }: RoomProps) {
  const text = useText()
  const { pathname } = useLocation()
  const isOpen = ({ path, below = false, open }: Tab) =>
    open ?? matchPath({ path, end: !below }, pathname) !== null
  return (
    <div className={classes.room}>
      <nav className={classes.tabs} aria-label={pages}>
        {tabs.map((tab) => (
          <Link
            key={tab.path}
            to={tab.path}
            className={classes.tab}
            aria-current={isOpen(tab) ? 'page' : undefined}
          >
            {text(tab.text)}
            {tab.count !== undefined && tab.count > 0 && (
              <>
                {' '}
                <span className={classes.count}>{tab.count}</span>
              </>
            )}
          </Link>
        ))}
      </nav>
      <div className={classes.page}>{children}</div>
    </div>
  )
}
