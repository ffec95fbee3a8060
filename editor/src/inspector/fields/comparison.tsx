import { pointer, type ValueType } from '@branch-playbook/engine'
import { ActionIcon, MultiSelect, Select, TextInput } from '@mantine/core'
import { IconNumber123, IconVariable } from '@tabler/icons-react'
import type { Path } from '../../document/path.ts'
import { useText } from '../../locale/text.ts'
import { useNames } from '../../nodes/names.ts'
import { useInspected } from '../context.ts'
import classes from '../inspector.module.css'
import { ComparisonSlider } from '../thresholds/comparison-slider.tsx'
import { UnitInput } from './unit-input.tsx'

const SAME = ['equal', 'not_equal'] as const
const ORDERED = ['at_least', 'more', 'at_most', 'less'] as const
const AMONG = ['among', 'not_among'] as const
const PRESENCE = ['known', 'missing'] as const
type Operator = (typeof SAME | typeof ORDERED | typeof AMONG | typeof PRESENCE)[number]

interface ComparisonProps {
  readonly path: Path
  readonly value: unknown
}

/** One comparison: which figure, how, with what, and what holds when the figure is missing. */
export function Comparison({ path, value }: ComparisonProps) {
  const text = useText()
  const { candidates, named, change, editable } = useInspected()
  const { nameOf } = useNames()
  const leaf: Readonly<Record<string, unknown>> = typeof value === 'object' && value ? { ...value } : {}
  const of = typeof leaf.of === 'string' ? leaf.of : ''
  const figure = named.get(of)
  const mayBeMissing = figure?.mayBeMissing || named.get(String(leaf.than))?.mayBeMissing
  const operators = figure ? operatorsOf(figure.type, figure.mayBeMissing) : []
  const is = [...operators].find((each) => each === leaf.is)
  const choose = (next: string | null) => {
    const chosen = next === null ? undefined : named.get(next)
    if (chosen) change(path, fresh(chosen.name, chosen.type, chosen.mayBeMissing))
  }
  return (
    <div className={classes.comparison}>
      <Select
        size="xs"
        aria-label={text('condition.of')}
        data-place={pointer(path)}
        disabled={!editable}
        value={of}
        onChange={choose}
        data={candidates({ to: 'value', kinds: 'any' }).map((name) => ({ value: name, label: nameOf(name) }))}
        searchable
        allowDeselect={false}
      />
      {figure && typeof leaf.value === 'number' && (
        <ComparisonSlider of={of} path={[...path, 'value']} value={leaf.value} />
      )}
      <Select
        size="xs"
        aria-label={text('condition.is')}
        disabled={!editable}
        value={is ?? null}
        onChange={(next) => {
          const operator = operators.find((each) => each === next)
          if (operator && figure) change(path, withOperator(leaf, operator, figure.type))
        }}
        data={operators.map((each) => ({ value: each, label: text(`condition.${each}`) }))}
        allowDeselect={false}
      />
      {figure && is && <Operand path={path} leaf={leaf} is={is} type={figure.type} />}
      {figure && is && takesFigure(is) && editable && (
        <Against path={path} leaf={leaf} is={is} type={figure.type} />
      )}
      {mayBeMissing && is !== 'known' && is !== 'missing' && (
        <Select
          size="xs"
          aria-label={text('condition.if_missing')}
          disabled={!editable}
          value={typeof leaf.ifMissing === 'boolean' ? String(leaf.ifMissing) : null}
          placeholder={text('condition.if_missing')}
          onChange={(next) => change([...path, 'ifMissing'], next === null ? undefined : next === 'true')}
          data={[
            { value: 'true', label: text('condition.missing_holds') },
            { value: 'false', label: text('condition.missing_fails') },
          ]}
        />
      )}
    </div>
  )
}

interface OperandProps {
  readonly path: Path
  readonly leaf: Readonly<Record<string, unknown>>
  readonly is: Operator
  readonly type: ValueType
}

function Operand({ path, leaf, is, type }: OperandProps) {
  const text = useText()
  const { change, editable, currency } = useInspected()
  const { valueName } = useNames()
  const shared = { size: 'xs', 'aria-label': text('condition.value'), disabled: !editable } as const
  const set = (next: unknown) => change([...path, 'value'], next)
  if (is === 'known' || is === 'missing') return null
  if (typeof leaf.than === 'string') return <OtherFigure path={path} than={leaf.than} type={type} />
  if (type.kind === 'class') {
    const data = type.values.map((each) => ({ value: each, label: valueName(each) }))
    if (is === 'among' || is === 'not_among') {
      const values = Array.isArray(leaf.values) ? leaf.values.map(String) : []
      return (
        <MultiSelect
          {...shared}
          value={values}
          data={data}
          onChange={(next) => next.length > 0 && change([...path, 'values'], next)}
        />
      )
    }
    const value = typeof leaf.value === 'string' ? leaf.value : null
    return <Select {...shared} value={value} data={data} onChange={(next) => next !== null && set(next)} />
  }
  if (type.kind === 'flag') {
    const data = [
      { value: 'true', label: text('choice.yes') },
      { value: 'false', label: text('choice.no') },
    ]
    return (
      <Select {...shared} value={String(leaf.value)} data={data} onChange={(next) => set(next === 'true')} />
    )
  }
  if (type.kind === 'date') {
    const value = typeof leaf.value === 'string' ? leaf.value : ''
    return (
      <TextInput {...shared} type="date" value={value} onChange={(event) => set(event.currentTarget.value)} />
    )
  }
  return (
    <UnitInput
      {...shared}
      unit={type.kind}
      currency={currency}
      value={typeof leaf.value === 'number' ? leaf.value : null}
      onChange={(next) => next !== null && set(next)}
    />
  )
}

/** Changes over between a value and another figure. */
function Against({ path, leaf, is, type }: OperandProps) {
  const text = useText()
  const { candidates, named, change } = useInspected()
  const others = candidates({ to: 'value', kinds: [type.kind] }).filter((name) => name !== leaf.of)
  const { of, ifMissing } = leaf
  const isFigure = typeof leaf.than === 'string'
  const switchOver = () => {
    if (isFigure) {
      const kept = named.get(String(of))?.mayBeMissing ? { ifMissing: ifMissing ?? false } : {}
      const { value = type.kind === 'class' ? type.values[0] : 0 } = fresh(String(of), type, false)
      change(path, { of, is, value, ...kept })
      return
    }
    const [than] = others
    if (than === undefined) return
    const either = [String(of), than].some((name) => named.get(name)?.mayBeMissing)
    change(path, { of, is, than, ...(either && { ifMissing: ifMissing ?? false }) })
  }
  const label = text(isFigure ? 'condition.use_value' : 'condition.use_figure')
  return (
    <ActionIcon
      size={24}
      variant="subtle"
      color="gray"
      aria-label={label}
      title={label}
      disabled={!isFigure && others.length === 0}
      onClick={switchOver}
    >
      {isFigure ? <IconNumber123 size={15} /> : <IconVariable size={15} />}
    </ActionIcon>
  )
}

const takesFigure = (is: Operator): boolean =>
  is !== 'known' && is !== 'missing' && is !== 'among' && is !== 'not_among'

interface OtherFigureProps {
  readonly path: Path
  readonly than: string
  readonly type: ValueType
}

/** The figure that another is compared with; it is of the same kind. */
function OtherFigure({ path, than, type }: OtherFigureProps) {
  const text = useText()
  const { candidates, change, editable } = useInspected()
  const { nameOf } = useNames()
  const names = new Set([than, ...candidates({ to: 'value', kinds: [type.kind] })])
  return (
    <Select
      size="xs"
      className={classes.figure}
      aria-label={text('condition.than')}
      disabled={!editable}
      value={than}
      data={[...names].map((each) => ({ value: each, label: nameOf(each) }))}
      onChange={(next) => next !== null && change([...path, 'than'], next)}
      searchable
      allowDeselect={false}
    />
  )
}

function operatorsOf({ kind }: ValueType, mayBeMissing: boolean): readonly Operator[] {
  const presence = mayBeMissing ? PRESENCE : []
  if (kind === 'class') return [...AMONG, ...SAME, ...presence]
  if (kind === 'flag') return ['equal', ...presence]
  return [...ORDERED, ...SAME, ...presence]
}

interface Fresh {
  readonly of: string
  readonly is: Operator
  readonly value?: number | string | boolean
  readonly values?: readonly string[]
  readonly ifMissing?: boolean
}

/** A comparison of that figure to start from. */
function fresh(of: string, type: ValueType, mayBeMissing: boolean): Fresh {
  const ifMissing = mayBeMissing ? { ifMissing: false } : {}
  if (type.kind === 'class') return { of, is: 'among', values: type.values.slice(0, 1), ...ifMissing }
  if (type.kind === 'flag') return { of, is: 'equal', value: true, ...ifMissing }
  if (type.kind === 'date') return { of, is: 'at_least', value: '2026-01-01', ...ifMissing }
  return { of, is: 'at_least', value: 0, ...ifMissing }
}

/** The same comparison by another operator, keeping what was compared as far as the operator takes it. */
function withOperator(leaf: Readonly<Record<string, unknown>>, is: Operator, type: ValueType) {
  const { of, ifMissing } = leaf
  const kept = ifMissing === undefined ? {} : { ifMissing }
  if (is === 'known' || is === 'missing') return { of, is }
  if (typeof leaf.than === 'string' && is !== 'among' && is !== 'not_among')
    return { of, is, than: leaf.than, ...kept }
  const start = fresh(String(of), type, false)
  const first: unknown = Array.isArray(leaf.values) ? leaf.values[0] : undefined
  const value = leaf.value ?? first ?? start.value ?? start.values?.[0]
  if (is === 'among' || is === 'not_among') return { of, is, values: leaf.values ?? [value], ...kept }
  return { of, is, value, ...kept }
}
