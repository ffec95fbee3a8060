import { IconAlertTriangle } from '@tabler/icons-react'
import { useText } from '../locale/text.ts'
import type { ListSize } from '../simulation/summary.ts'
import classes from './figures.module.css'
import own from './lists.module.css'

interface LoadProps {
  readonly before: ListSize
  readonly after: ListSize
}

/** How much of the minutes there are the contacts that are due would take: beyond 100% the lists overflow. */
export function Load({ before, after }: LoadProps) {
  const text = useText()
  const [was, is] = [shareDue(before), shareDue(after)]
  const over = after.minutesDue > after.minutes
  return (
    <>
      <td className={`${classes.number} ${over ? own.over : ''}`}>
        {over && <IconAlertTriangle size={12} role="img" aria-label={text('whatif.over')} />}
        {text('whatif.share', { share: is })}
      </td>
      <td className={own.load} aria-hidden>
        <span className={own.was} data-side="before" style={{ width: `${Math.min(was, MOST) / SCALE}%` }} />
        <span className={own.is} data-side="after" style={{ width: `${Math.min(is, MOST) / SCALE}%` }} />
      </td>
    </>
  )
}

/** A bar ends at twice the minutes there are; the mark in its middle is what there is. */
const MOST = 200
const SCALE = MOST / 100

const shareDue = ({ minutes, minutesDue }: ListSize): number =>
  minutes === 0 ? 0 : Math.round((minutesDue / minutes) * 100)
