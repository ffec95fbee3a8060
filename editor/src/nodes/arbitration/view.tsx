import { type PlaybookNode, sourcesOf } from '@branch-playbook/engine'
import { IconListNumbers } from '@tabler/icons-react'
import { useCurrency } from '../../api/bank.ts'
import { useFormats } from '../../locale/format.ts'
import { useText } from '../../locale/text.ts'
import { useDecided } from '../counts.ts'
import { Meter } from '../meter.tsx'
import { useNames } from '../names.ts'
import { defineView } from '../view.tsx'
import classes from './view.module.css'

type Arbitration = Extract<PlaybookNode, { kind: 'arbitration' }>

/** In which order customers come on the list, how far its time goes, and how many are listed and cut. */
function Face({ node }: { readonly node: Arbitration }) {
  const text = useText()
  const { nameOf } = useNames()
  const { number } = useFormats(useCurrency())
  const total = useDecided()?.after.total
  const sources = sourcesOf(node)
  return (
    <>
      <ol className={classes.order}>
        {sources.map((source) => (
          <li key={source}>{nameOf(source)}</li>
        ))}
      </ol>
      <p className={classes.rank}>{text('face.rank', { value: nameOf(node.value) })}</p>
      {total && total.minutes > 0 && (
        <div className={classes.capacity}>
          <Meter to={total.minutesListed / total.minutes} />
          <span>
            {text('face.capacity', { minutes: number(total.minutesListed), most: number(total.minutes) })}
          </span>
        </div>
      )}
      {total && (
        <p className={classes.total}>
          <strong>{text('face.listed', { count: number(total.listed) })}</strong>
          <span>{text('face.cut', { count: number(total.cut) })}</span>
        </p>
      )}
    </>
  )
}

export const arbitration = defineView('arbitration', IconListNumbers, 206, Face)
