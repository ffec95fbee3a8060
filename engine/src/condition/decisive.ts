import type { DecisionView, Figure, Reason } from '../explain/reason.ts'
import { formatFigure } from '../explain/sentence.ts'
import { OPPOSITE } from '../expression/comparison.ts'
import type { Locale } from '../locale/locale.ts'
import { parseDay } from '../values/day.ts'
import type { Bilingual } from '../values/fields.ts'
import type { Maybe } from '../values/value-type.ts'
import { isPresence, type Leaf, type PlaybookCondition, type Test } from './condition.ts'

/** Whether a condition holds for one customer, and the comparisons that made it so. */
interface Found {
  readonly holds: boolean
  readonly leaves: readonly Leaf[]
}

/**
 * The comparisons that decided a condition for this customer: of an `all` that fails those that fail, of an
 * `any` that holds those that hold; all of them otherwise.
 */
function decisive(condition: PlaybookCondition, view: DecisionView): Found {
  if ('all' in condition) return joined(condition.all, false, view)
  if ('any' in condition) return joined(condition.any, true, view)
  if ('not' in condition) {
    const { holds, leaves } = decisive(condition.not, view)
    return { holds: !holds, leaves }
  }
  return { holds: leafHolds(condition, view), leaves: [condition] }
}

/** `settles` is the answer of a part that is the answer of the whole. */
function joined(parts: readonly PlaybookCondition[], settles: boolean, view: DecisionView): Found {
  const found = parts.map((each) => decisive(each, view))
  const settling = found.filter(({ holds }) => holds === settles)
  const counted = settling.length > 0 ? settling : found
  return {
    holds: settling.length > 0 ? settles : !settles,
    leaves: counted.flatMap(({ leaves }) => leaves),
  }
}

function leafHolds(leaf: Leaf, view: DecisionView): boolean {
  const value = view.value(leaf.of)
  if (isPresence(leaf)) return (value === null) === (leaf.is === 'missing')
  const than = comparand(leaf, view)
  if (value === null || than === null) return leaf.ifMissing === true
  if ('values' in leaf) return leaf.values.some((each) => each === value) === (leaf.is === 'among')
  return compared(value, leaf.is, than)
}

/** What the figure is compared with; a list of values stands for itself. */
function comparand(leaf: Test, view: DecisionView): Maybe {
  if ('values' in leaf) return leaf.values.join(', ')
  if (leaf.than !== undefined) return view.value(leaf.than)
  const isDate = view.figure(leaf.of).kind === 'date'
  return isDate ? parseDay(String(leaf.value)) : (leaf.value ?? null)
}

function compared(value: Maybe, is: Test['is'], than: Maybe): boolean {
  if (is === 'equal' || is === 'not_equal') return (value === than) === (is === 'equal')
  const [left, right] = [Number(value), Number(than)]
  switch (is) {
    case 'less':
      return left < right
    case 'at_most':
      return left <= right
    case 'more':
      return left > right
    default:
      return left >= right
  }
}

const OTHERWISE: Record<Test['is'], Test['is']> = {
  ...OPPOSITE,
  among: 'not_among',
  not_among: 'among',
}

/** The figures that decided a condition, each with what is true of it. */
export const explainCondition = (node: string, condition: PlaybookCondition, view: DecisionView): Reason[] =>
  explainLeaves(node, decisive(condition, view).leaves, view)

/** The figures that decided several conditions, said once where they tested the same. */
export const explainConditions = (
  node: string,
  conditions: readonly PlaybookCondition[],
  view: DecisionView,
): Reason[] =>
  explainLeaves(
    node,
    conditions.flatMap((each) => decisive(each, view).leaves),
    view,
  )

function explainLeaves(node: string, leaves: readonly Leaf[], view: DecisionView): Reason[] {
  const reasons = leaves.map((leaf) => explainLeaf(node, leaf, view))
  return [...new Map(reasons.map((each) => [JSON.stringify(each), each])).values()]
}

function explainLeaf(node: string, leaf: Leaf, view: DecisionView): Reason {
  const name = nameOf(leaf.of, view)
  const value = view.figure(leaf.of)
  if (value.value === null) return { node, code: 'figure_missing', figures: { name } }
  if (isPresence(leaf)) return { node, code: 'figure_known', figures: { name, value } }
  const other = 'than' in leaf && leaf.than !== undefined ? leaf.than : null
  const than: Figure = {
    kind: value.kind,
    value: comparand(leaf, view),
    ...('values' in leaf && { name: listed(leaf.of, leaf.values, view) }),
  }
  if (other !== null && than.value === null) {
    return { node, code: 'figure_missing', figures: { name: nameOf(other, view) } }
  }
  const is: Figure = { kind: 'text', value: leafHolds(leaf, view) ? leaf.is : OTHERWISE[leaf.is] }
  const figures = { name, value, is, than }
  if (other === null) return { node, code: 'figure_compared', figures }
  return { node, code: 'figure_compared_other', figures: { ...figures, otherName: nameOf(other, view) } }
}

/** Values of a class, as people list them. */
const listed = (figure: string, values: readonly string[], view: DecisionView): Bilingual => {
  const inWords = (locale: Locale) => (value: string) =>
    view.valueName(figure, value)?.[locale] ?? String(formatFigure({ kind: 'class', value }, locale, ''))
  return {
    'zh-CN': values.map(inWords('zh-CN')).join('、'),
    en: values.map(inWords('en')).join(', '),
  }
}

const nameOf = (reference: string, view: DecisionView): Figure => ({
  kind: 'text',
  value: reference,
  name: view.nameOf(reference),
})
