import classes from './experiments.module.css'
import type { Difference } from './said.ts'

interface WhiskerProps {
  readonly value: number | null
  readonly interval: { readonly low: number; readonly high: number } | null
  /** What the left and the right end of the drawing stand for. */
  readonly from: number
  readonly to: number
  readonly side: 'challenger' | 'champion' | 'holdout' | 'difference'
}

/** A rate as a dot with its interval; the numbers stand beside it. */
export function Whisker({ value, interval, from, to, side }: WhiskerProps) {
  const place = (rate: number) =>
    `${Math.min(99, Math.max(1, ((rate - from) / (to - from)) * 98 + 1)).toFixed(2)}%`
  return (
    <svg className={classes.whisker} data-side={side} aria-hidden>
      <line x1={place(0)} x2={place(0)} y1="0" y2="100%" className={classes.zero} />
      {interval && (
        <>
          <line x1={place(interval.low)} x2={place(interval.high)} y1="50%" y2="50%" />
          {[interval.low, interval.high].map((end, at) => (
            <line key={at} x1={place(end)} x2={place(end)} y1="28%" y2="72%" />
          ))}
        </>
      )}
      {value !== null && <circle cx={place(value)} cy="50%" r="4.5" />}
    </svg>
  )
}

/** A difference with its interval, about zero in the middle; `widest` is what either end stands for. */
export function DifferenceWhisker({ of, widest }: { readonly of: Difference; readonly widest: number }) {
  return <Whisker value={of.difference} interval={of.interval} from={-widest} to={widest} side="difference" />
}

/** Heads a column of whiskers: what their left and their right end stand for, in words. */
export function Axis({ from, to }: { readonly from: string; readonly to: string }) {
  return (
    <td className={classes.axis}>
      <span>{from}</span>
      <span>{to}</span>
    </td>
  )
}
