import type { PlaybookNode } from '@branch-playbook/engine'
import { IconSum } from '@tabler/icons-react'
import { useCurrency } from '../../api/bank.ts'
import { useFormats } from '../../locale/format.ts'
import { useText } from '../../locale/text.ts'
import { useNames } from '../names.ts'
import { defineView } from '../view.tsx'
import classes from './view.module.css'

type Measure = Extract<PlaybookNode, { kind: 'measure' }>

/** So many terms are shown; the rest are counted. */
const MOST_TERMS = 7

function Face({ node: { calculation } }: { readonly node: Measure }) {
  const text = useText()
  const { nameOf } = useNames()
  const { percent, money } = useFormats(useCurrency())
  if (calculation.method === 'days_since') {
    return <p className={classes.since}>{text('face.days_since', { date: nameOf(calculation.date) })}</p>
  }
  const more = calculation.terms.length - MOST_TERMS
  return (
    <>
      <ul className={classes.terms}>
        {calculation.terms.slice(0, MOST_TERMS).map(({ of, rate, each }, at) => (
          <li key={at}>
            <span>{nameOf(of)}</span>
            <span>
              {rate !== undefined ? `× ${percent(rate)}` : each !== undefined ? `× ${money(each)}` : ''}
            </span>
          </li>
        ))}
      </ul>
      {more > 0 && <p className={classes.more}>{text('face.more', { count: more })}</p>}
    </>
  )
}

export const measure = defineView('measure', IconSum, 216, Face)
