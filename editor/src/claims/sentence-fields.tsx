import type { Invariant, Playbook } from '@branch-playbook/engine'
import { Button, Select } from '@mantine/core'
import { valueAt } from '../document/path.ts'
import { useDocument } from '../document/store.ts'
import { blank } from '../inspector/blank.ts'
import { useInspected } from '../inspector/context.ts'
import { ConditionField } from '../inspector/fields/condition-field.tsx'
import { Problems } from '../inspector/frame.tsx'
import { useBilingual, useText } from '../locale/text.ts'
import { useNames } from '../nodes/names.ts'
import classes from './panel.module.css'
import { gatesIn, neverAbove, type Sentence } from './sentences.ts'

interface SentenceFieldsProps {
  readonly playbook: Playbook
  readonly invariant: Invariant
  readonly sentence: Sentence
  readonly at: number
}

/** The gaps of the sentence that a claim says. */
export function SentenceFields(props: SentenceFieldsProps) {
  const { claim } = props.invariant
  switch (props.sentence) {
    case 'never_above':
      return <NeverAbove {...props} />
    case 'never_lowers':
      return claim.kind === 'monotone' ? <NeverLowers {...claim} /> : null
    case 'never_listed':
      return <NeverListed at={props.at} />
    case 'always':
      return <Always at={props.at} />
  }
}

function NeverAbove({ playbook, invariant }: SentenceFieldsProps) {
  const text = useText()
  const bilingual = useBilingual()
  const { change, editable, problemsWithin } = useInspected()
  const gates = gatesIn(playbook)
  const { claim } = invariant
  const said = (id: string) => JSON.stringify(neverAbove(playbook, id)) === JSON.stringify(claim)
  return (
    <div className={classes.gaps}>
      <span>{text('claims.nobody_above')}</span>
      <Select
        size="xs"
        aria-label={text('claims.gate')}
        disabled={!editable}
        allowDeselect={false}
        value={gates.find(({ id }) => said(id))?.id ?? null}
        data={gates.map(({ id, name }) => ({ value: id, label: bilingual(name) }))}
        onChange={(next) => next !== null && change(['claim'], neverAbove(playbook, next))}
      />
      <Problems problems={problemsWithin(['claim'])} />
    </div>
  )
}

const AMOUNTS = ['money', 'percent', 'days', 'count', 'date'] as const
const RANKED = [...AMOUNTS, 'class'] as const

function NeverLowers({ more, neverLowers }: { readonly more: string; readonly neverLowers: string }) {
  const text = useText()
  const { change, candidates, editable, problemsWithin } = useInspected()
  const { nameOf } = useNames()
  const options = (kinds: readonly (typeof RANKED)[number][], now: string) => {
    const names = new Set([now, ...candidates({ to: 'value', kinds })])
    return [...names].map((name) => ({ value: name, label: nameOf(name) }))
  }
  const shared = { size: 'xs', searchable: true, allowDeselect: false, disabled: !editable } as const
  return (
    <div className={classes.gaps}>
      <span>{text('claims.more_of')}</span>
      <Select
        {...shared}
        aria-label={text('claims.figure_more')}
        value={more}
        data={options(AMOUNTS, more)}
        onChange={(next) => next !== null && change(['claim', 'more'], next)}
      />
      <span>{text('claims.never_lowers')}</span>
      <Select
        {...shared}
        aria-label={text('claims.figure_lowered')}
        value={neverLowers}
        data={options(RANKED, neverLowers)}
        onChange={(next) => next !== null && change(['claim', 'neverLowers'], next)}
      />
      <Problems problems={problemsWithin(['claim'])} />
    </div>
  )
}

/** A condition of the claim as it is written, finished or not. */
function Condition({ at, side }: { readonly at: number; readonly side: 'when' | 'then' }) {
  const path = ['claim', side]
  const value = useDocument((state) => valueAt(state.document, ['invariants', at, ...path]))
  return (
    <ConditionField form={{ form: 'condition' }} path={path} words={[side]} value={value} optional={false} />
  )
}

function NeverListed({ at }: { readonly at: number }) {
  const text = useText()
  return (
    <div className={classes.conditions}>
      <Condition at={at} side="when" />
      <p>{text('claims.is_never_listed')}</p>
    </div>
  )
}

function Always({ at }: { readonly at: number }) {
  const text = useText()
  const inspected = useInspected()
  const { change, editable } = inspected
  const isForAll = useDocument(
    (state) => valueAt(state.document, ['invariants', at, 'claim', 'when']) === undefined,
  )
  const put = (value: unknown) => change(['claim', 'when'], value)
  return (
    <div className={classes.conditions}>
      {isForAll ? <p>{text('claims.everybody')}</p> : <Condition at={at} side="when" />}
      {editable && (
        <Button
          size="compact-xs"
          variant="subtle"
          onClick={() => put(isForAll ? blank({ form: 'condition' }, inspected) : undefined)}
        >
          {text(isForAll ? 'claims.only_for' : 'claims.for_everybody')}
        </Button>
      )}
      <Condition at={at} side="then" />
    </div>
  )
}
