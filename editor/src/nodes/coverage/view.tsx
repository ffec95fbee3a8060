import type { PlaybookNode } from '@branch-playbook/engine'
import { IconCalendarRepeat } from '@tabler/icons-react'
import { useCurrency } from '../../api/bank.ts'
import { useFormats } from '../../locale/format.ts'
import { useText } from '../../locale/text.ts'
import { useCounts } from '../counts.ts'
import { useNames } from '../names.ts'
import { defineView } from '../view.tsx'
import classes from './view.module.css'

type Coverage = Extract<PlaybookNode, { kind: 'coverage' }>

/** The strip is half a year of working days, about twenty a month. */
const STRIP_DAYS = 120
const MONTH = 20
const MONTHS = [1, 2, 3, 4, 5, 6] as const

/** For each tier the days of half a year on which it is due, how, and how many customers that is. */
function Face({ node }: { readonly node: Coverage }) {
  const text = useText()
  const { valueName } = useNames()
  const { number } = useFormats(useCurrency())
  const counts = useCounts(node.tier)
  return (
    <ul className={classes.duties}>
      <li className={classes.months} aria-hidden>
        <span>
          {MONTHS.map((month) => (
            <i key={month}>{number(month)}</i>
          ))}
        </span>
        <i>{text('face.months')}</i>
      </li>
      {Object.entries(node.duties).map(([tier, duty]) => (
        <li key={tier} data-place={`/duties/${tier}`}>
          <strong>{valueName(tier)}</strong>
          {duty ? (
            <>
              <Strip every={duty.every} grace={duty.grace} />
              <span className={classes.every}>{text('face.every', { days: duty.every })}</span>
              <span className={classes.how}>
                {text(`channel.${duty.channel}`)} {text('unit.minutes', { minutes: duty.minutes })}
              </span>
            </>
          ) : (
            <>
              <Strip every={null} grace={0} />
              <span className={classes.none}>{text('face.no_duty')}</span>
            </>
          )}
          <span className={classes.count}>{counts ? number(counts.get(tier)?.after ?? 0) : ''}</span>
        </li>
      ))}
    </ul>
  )
}

interface StripProps {
  /** In working days; null where nobody is due. */
  readonly every: number | null
  /** For so many days a contact may be late. */
  readonly grace: number
}

/** Half a year, with a line for each month, and the days on which the contact is due with the days it may be late. */
function Strip({ every, grace }: StripProps) {
  const times = every === null ? 0 : Math.floor(STRIP_DAYS / Math.max(1, every))
  const due = Array.from({ length: times }, (_, at) => (at + 1) * (every ?? 0))
  return (
    <svg className={classes.strip} viewBox={`0 0 ${STRIP_DAYS} 12`} preserveAspectRatio="none" aria-hidden>
      <rect width={STRIP_DAYS} height="12" className={classes.ground} />
      {due.map((day) => (
        <rect key={`late ${day}`} x={day - 1} width={grace + 1} height="12" className={classes.grace} />
      ))}
      {MONTHS.map((month) => (
        <line key={month} x1={month * MONTH} x2={month * MONTH} y1="0" y2="12" />
      ))}
      {due.map((day) => (
        <rect key={day} x={day - 1.4} width="1.8" height="12" className={classes.due} />
      ))}
    </svg>
  )
}

export const coverage = defineView('coverage', IconCalendarRepeat, 416, Face)
