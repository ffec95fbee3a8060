import { useCurrency } from '../api/bank.ts'
import { useFormats } from '../locale/format.ts'
import { useCounts } from './counts.ts'
import classes from './meter.module.css'
import { Meter } from './meter.tsx'
import { useNames } from './names.ts'

/** How many customers have each value of a node's class; nothing until that is known, or for an outcome that is none. */
export function ValueCounts({ of }: { readonly of: string }) {
  const { valueName } = useNames()
  const { number } = useFormats(useCurrency())
  const counts = useCounts(of)
  if (!counts) return null
  const most = Math.max(1, ...[...counts.values()].map(({ after }) => after))
  return (
    <ul className={classes.counts}>
      {[...counts].map(([value, { before, after }]) => (
        <li key={value}>
          <span>{valueName(value)}</span>
          <Meter to={after / most} />
          <span data-moved={before !== after || undefined}>{number(after)}</span>
        </li>
      ))}
    </ul>
  )
}
