import type { PlaybookNode } from '@branch-playbook/engine'
import { IconCalendarRepeat } from '@tabler/icons-react'
import { useText } from '../../locale/text.ts'
import { useNames } from '../names.ts'
import { defineView } from '../view.tsx'
import classes from './view.module.css'

type Coverage = Extract<PlaybookNode, { kind: 'coverage' }>

/** The strip is half a year of working days. */
const STRIP_DAYS = 120

function Face({ node }: { readonly node: Coverage }) {
  const text = useText()
  const { valueName } = useNames()
  return (
    <ul className={classes.duties}>
      {Object.entries(node.duties).map(([tier, duty]) => (
        <li key={tier} data-place={`/duties/${tier}`}>
          <strong>{valueName(tier)}</strong>
          {duty ? (
            <>
              <Strip every={duty.every} />
              <span className={classes.every}>{text('face.every', { days: duty.every })}</span>
              <span className={classes.how}>
                {text(`channel.${duty.channel}`)} {text('unit.minutes', { minutes: duty.minutes })}
              </span>
            </>
          ) : (
            <span className={classes.none}>{text('face.no_duty')}</span>
          )}
        </li>
      ))}
    </ul>
  )
}

function Strip({ every }: { readonly every: number }) {
  const contacts = Array.from(
    { length: Math.floor(STRIP_DAYS / Math.max(1, every)) },
    (_, at) => (at + 1) * every,
  )
  return (
    <svg className={classes.strip} viewBox="0 0 124 10" aria-hidden="true">
      <line x1="2" x2="122" y1="5" y2="5" />
      {contacts.map((day) => (
        <circle key={day} cx={2 + day} cy="5" r="2.6" />
      ))}
    </svg>
  )
}

export const coverage = defineView('coverage', IconCalendarRepeat, 310, Face)
