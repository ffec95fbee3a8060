import type { PlaybookNode } from '@branch-playbook/engine'
import { IconBolt } from '@tabler/icons-react'
import { useText } from '../../locale/text.ts'
import { useNames } from '../names.ts'
import { defineView } from '../view.tsx'
import classes from './view.module.css'

type Trigger = Extract<PlaybookNode, { kind: 'trigger' }>

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

export const trigger = defineView('trigger', IconBolt, 216, Face)
