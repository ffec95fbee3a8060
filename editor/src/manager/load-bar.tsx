import classes from './manager.module.css'

interface LoadBarProps {
  /** In minutes, as all of these. */
  readonly due: number
  readonly capacity: number
  /** What the whole length stands for. */
  readonly most: number
}

/** What is due against the time there is; the numbers stand beside it. */
export function LoadBar({ due, capacity, most }: LoadBarProps) {
  return (
    <span className={classes.bar} aria-hidden>
      <span className={classes.late} style={{ width: `${(100 * due) / most}%` }} />
      <span className={classes.capacity} style={{ left: `${(100 * capacity) / most}%` }} />
    </span>
  )
}
