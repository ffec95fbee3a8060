import { type ReactNode, useId } from 'react'
import classes from '../customer-page.module.css'

interface PanelProps {
  readonly title: string
  /** Said in place of the children when there are none; false when there are. */
  readonly empty?: string | false
  /** Beside the title: a figure, a search field. */
  readonly aside?: ReactNode
  readonly children: ReactNode
}

/** The frame of a section of the customer's page. */
export function Panel({ title, empty = false, aside, children }: PanelProps) {
  const id = useId()
  return (
    <section className={classes.panel} aria-labelledby={id}>
      <header className={classes.panelHead}>
        <h2 id={id}>{title}</h2>
        {aside}
      </header>
      {empty === false ? children : <p className={classes.empty}>{empty}</p>}
    </section>
  )
}
