import type { PlaybookNode } from '@branch-playbook/engine'
import { IconGitBranch } from '@tabler/icons-react'
import { useCurrency } from '../../api/bank.ts'
import { useFormats } from '../../locale/format.ts'
import { useText } from '../../locale/text.ts'
import { useNames } from '../names.ts'
import { ValueCounts } from '../value-counts.tsx'
import { defineView } from '../view.tsx'
import { figuresIn } from './figures-in.ts'
import classes from './view.module.css'

type Rule = Extract<PlaybookNode, { kind: 'rule' }>
type Outcome = NonNullable<Rule['otherwise']>

/** So many cases are shown; the rest are counted. */
const MOST_CASES = 7

/** The cases in order, each with the figures it rests on and what it gives. */
function Face({ node }: { readonly node: Rule }) {
  const text = useText()
  const { nameOf, valueName } = useNames()
  const { percent, money, number } = useFormats(useCurrency())
  const written = (outcome: Outcome): string => {
    if (typeof outcome === 'boolean') return text(outcome ? 'choice.yes' : 'choice.no')
    if (typeof outcome === 'string') return valueName(outcome)
    return node.type === 'money'
      ? money(outcome)
      : node.type === 'percent'
        ? percent(outcome)
        : number(outcome)
  }
  const named = (when: NonNullable<Rule['when']>) => figuresIn(when).map(nameOf).join(text('face.list_comma'))
  const cases = node.when ? [{ when: node.when, outcome: true }] : casesOf(node)
  const more = cases.length - MOST_CASES
  return (
    <>
      <ol className={classes.cases}>
        {cases.slice(0, MOST_CASES).map(({ when, outcome }, at) => (
          <li key={at} data-place={`/cases/${at}`}>
            <span>{named(when)}</span>
            <span>{written(outcome)}</span>
          </li>
        ))}
        {node.otherwise !== undefined && (
          <li data-place="/otherwise">
            <span>{text('face.rest')}</span>
            <span>{written(node.otherwise)}</span>
          </li>
        )}
      </ol>
      {more > 0 && <p className={classes.more}>{text('face.more', { count: more })}</p>}
      {node.type === 'class' && <ValueCounts of={node.id} />}
    </>
  )
}

const casesOf = ({ cases = [] }: Rule) => cases.map(({ when, then }) => ({ when, outcome: then }))

export const rule = defineView('rule', IconGitBranch, 240, Face)
