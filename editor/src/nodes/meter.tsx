import classes from './meter.module.css'

interface MeterProps {
  /** From 0 to 1. */
  readonly from?: number
  readonly to: number
  /** A line across, from 0 to 1. */
  readonly at?: number
}

/** A stretch of a bar: a share, or a time within a longer one. What it says stands beside it in words. */
export const Meter = ({ from = 0, to, at }: MeterProps) => (
  <span className={classes.meter} aria-hidden>
    <span
      className={classes.filled}
      style={{ left: `${from * 100}%`, right: `${(1 - Math.min(1, to)) * 100}%` }}
    />
    {at !== undefined && <span className={classes.at} style={{ left: `${at * 100}%` }} />}
  </span>
)
