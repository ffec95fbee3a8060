import type { PlaybookNode } from '@branch-playbook/engine'
import { IconSum } from '@tabler/icons-react'
import { useCurrency } from '../../api/bank.ts'
import { useFormats } from '../../locale/format.ts'
import { useText } from '../../locale/text.ts'
import { useNames } from '../names.ts'
import { defineView } from '../view.tsx'
import { Spread } from './spread.tsx'
import classes from './view.module.css'

type Calculation = Extract<PlaybookNode, { kind: 'measure' }>['calculation']
type Of<Method extends Calculation['method']> = Extract<Calculation, { method: Method }>

/** So many terms are shown; the rest are counted. */
const MOST_TERMS = 7

interface FaceProps {
  readonly node: { readonly id: string; readonly calculation: Calculation }
}

/** How the measure is worked out, and how it is spread over everyone. */
const Face = ({ node: { id, calculation } }: FaceProps) => (
  <>
    <Method calculation={calculation} />
    <Spread of={id} />
  </>
)

function Method({ calculation }: Pick<FaceProps['node'], 'calculation'>) {
  switch (calculation.method) {
    case 'sum':
      return <Terms terms={calculation.terms} />
    case 'formula':
      return <pre className={classes.formula}>{calculation.formula}</pre>
    case 'window':
      return <Window calculation={calculation} />
    case 'rank':
      return <Rank calculation={calculation} />
    case 'days_since':
      return <DaysSince date={calculation.date} />
  }
}

function Terms({ terms }: { readonly terms: Of<'sum'>['terms'] }) {
  const text = useText()
  const { nameOf } = useNames()
  const { percent, money } = useFormats(useCurrency())
  const more = terms.length - MOST_TERMS
  return (
    <>
      <ul className={classes.terms}>
        {terms.slice(0, MOST_TERMS).map(({ of, rate, each }, at) => (
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

function Window({ calculation }: { readonly calculation: Of<'window'> }) {
  const text = useText()
  const { nameOf } = useNames()
  const { facts, last = facts.length, statistic } = calculation
  return (
    <p className={classes.since}>
      {text('face.window', {
        statistic: text(`choice.${statistic}`),
        count: last,
        newest: nameOf(facts[0] ?? ''),
      })}
    </p>
  )
}

function Rank({ calculation }: { readonly calculation: Of<'rank'> }) {
  const text = useText()
  const { nameOf, named } = useNames()
  const { shortMoney, percent, number } = useFormats(useCurrency())
  const { of, parts, better, cuts } = calculation
  const kind = named.get(of)?.type.kind
  const written = kind === 'money' ? shortMoney : kind === 'percent' ? percent : number
  return (
    <>
      <p className={classes.since}>
        {text('face.score', { name: nameOf(of), parts, better: text(`choice.${better}`) })}
      </p>
      <p className={classes.more}>
        {cuts ? cuts.map(written).join(text('face.list_comma')) : text('face.not_frozen')}
      </p>
    </>
  )
}

function DaysSince({ date }: { readonly date: string }) {
  const text = useText()
  const { nameOf } = useNames()
  return <p className={classes.since}>{text('face.days_since', { date: nameOf(date) })}</p>
}

export const measure = defineView('measure', IconSum, 216, Face)
