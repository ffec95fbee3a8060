import type { Worklist } from '../api/branches.ts'
import { useText } from '../locale/text.ts'
import classes from './capacity.module.css'

interface CapacityProps {
  readonly worklist: Worklist
  /** The adviser whose minutes to show; null for the whole branch. */
  readonly adviser: string | null
}

/** The day's minutes: spent, planned, free, and how many more would be needed. */
export function Capacity({ worklist, adviser }: CapacityProps) {
  const text = useText()
  const advisers = worklist.advisers.filter(({ id }) => adviser === null || id === adviser)
  const sum = (of: (each: Worklist['advisers'][number]) => number) =>
    advisers.reduce((total, each) => total + of(each), 0)
  const minutes = sum((each) => each.minutes)
  const spent = sum((each) => each.minutesSpent)
  const listed = sum((each) => each.minutesListed)
  const wanting = Math.max(0, sum((each) => each.minutesDue) - listed)
  const share = (part: number) => `${minutes === 0 ? 0 : Math.min(100, (part / minutes) * 100)}%`
  return (
    <section className={classes.capacity} aria-label={text('capacity.title')}>
      <p className={classes.figures}>
        <strong>{text('capacity.listed', { listed, minutes })}</strong>
        {spent > 0 && <span className={classes.spent}>{text('capacity.spent', { spent })}</span>}
        {wanting > 0 && <span className={classes.wanting}>{text('capacity.wanting', { wanting })}</span>}
      </p>
      <div className={classes.bar} aria-hidden>
        <span className={classes.done} style={{ width: share(spent) }} />
        <span className={classes.planned} style={{ width: share(listed) }} />
      </div>
    </section>
  )
}
