import type { ReactNode } from 'react'
import { useText } from '../../locale/text.ts'
import classes from './effect.module.css'

interface ChangesCardProps {
  /** With which version the rules are compared, in words. */
  readonly against: string
  readonly children: ReactNode
}

/** Holds what changes in the rules; its head says against which version. */
export function ChangesCard({ against, children }: ChangesCardProps) {
  const text = useText()
  return (
    <section className={classes.card} aria-labelledby="changes">
      <h2 id="changes">
        {text('effect.changes')} <small className={classes.against}>{against}</small>
      </h2>
      {children}
    </section>
  )
}
