import { useIntl } from 'react-intl'
import classes from './panel.module.css'

interface DifferenceProps {
  readonly before: number
  readonly after: number
}

/** By how much a figure differs from the one in force. */
export function Difference({ before, after }: DifferenceProps) {
  const { formatNumber } = useIntl()
  const difference = after - before
  return (
    <span className={classes.difference} data-same={difference === 0 || undefined}>
      {formatNumber(difference, { signDisplay: 'exceptZero' })}
    </span>
  )
}
