import type { PlaybookNode } from '@branch-playbook/engine'
import { IconBolt } from '@tabler/icons-react'
import { useText } from '../../locale/text.ts'
import { Meter } from '../meter.tsx'
import { useNames } from '../names.ts'
import { defineView } from '../view.tsx'
import classes from './view.module.css'

type Trigger = Extract<PlaybookNode, { kind: 'trigger' }>

/** So many days on either side of a date are drawn; a longer window takes all of them. */
const DRAWN = 30

function Face({ node }: { readonly node: Trigger }) {
  const text = useText()
  const { nameOf } = useNames()
  const { occurs } = node
  return (
    <>
      <p className={classes.when}>
        {occurs.by === 'announcement'
          ? text('face.announced', { event: occurs.event, days: occurs.timeToLive })
          : text('face.date', {
              date: nameOf(occurs.date),
              before: occurs.daysBefore,
              after: occurs.daysAfter,
            })}
      </p>
      <Window occurs={occurs} />
      {node.touches && (
        <p className={classes.what}>{text('face.touches', { holdings: nameOf(node.touches.holdings) })}</p>
      )}
      <p className={classes.what}>
        {text('face.how', {
          channel: text(`channel.${node.channel}`),
          minutes: node.minutes,
          urgency: node.urgency,
        })}
      </p>
    </>
  )
}

/** The days on which the customer is due, around the day on which it occurs. */
function Window({ occurs }: Pick<Trigger, 'occurs'>) {
  if (occurs.by === 'announcement') return <Meter from={0} to={occurs.timeToLive / DRAWN} at={0} />
  const { daysBefore, daysAfter } = occurs
  const drawn = Math.max(DRAWN / 2, daysBefore, daysAfter)
  const place = (days: number) => (days + drawn) / (2 * drawn)
  return <Meter from={place(-daysBefore)} to={place(daysAfter)} at={0.5} />
}

export const trigger = defineView('trigger', IconBolt, 216, Face)
