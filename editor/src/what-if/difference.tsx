import { useIntl } from 'react-intl'
import classes from './figures.module.css'

interface DifferenceProps {
  readonly before: number
  readonly after: number
}

/** By how much the edits change a figure. */
export function Difference({ before, after }: DifferenceProps) {
  const { formatNumber } = useIntl()
  const difference = after - before
  return (
    <span className={classes.difference} data-same={difference === 0 || undefined}>
      {formatNumber(difference, { signDisplay: 'exceptZero' })}
    </span>
  )
}
