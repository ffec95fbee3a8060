import type { Plan } from '../plan/plan.ts'
import type { PlaybookTest } from '../playbook/playbook.ts'
import { readValue } from '../playbook/read-facts.ts'
import type { Figures } from '../population/population.ts'
import { formatDay } from '../values/day.ts'
import type { Maybe, Scalar, ValueType } from '../values/value-type.ts'

type Written = PlaybookTest['expect'][string]

/** What a test may expect of: a figure of the plan, or the list that a node yields. */
interface Outcome {
  /** The type of the figure, or of the members of the list. */
  readonly type: ValueType
  readonly isList: boolean
  /** What it is in a decision, from the values of all steps. */
  found(values: Figures): Found
}

type Found = Maybe | readonly Scalar[]

/** Everything of a plan that tests may expect something of, by name. */
export function outcomesOf({ steps, nodes }: Pick<Plan, 'steps' | 'nodes'>): ReadonlyMap<string, Outcome> {
  const figures = steps.map(({ name, type }): [string, Outcome] => [
    name,
    { type, isList: false, found: (values) => values.get(name) ?? null },
  ])
  const lists = nodes.flatMap((bound): [string, Outcome][] => {
    const type = bound.members()
    const found = (values: Figures) => bound.list((name) => values.get(name) ?? null) ?? []
    return type ? [[bound.node.id, { type, isList: true, found }]] : []
  })
  return new Map([...figures, ...lists])
}

/** An expectation as a test writes it, in the engine's terms; undefined when the outcome is never like that. */
export function readExpected({ type, isList }: Outcome, written: Written): Found | undefined {
  if (!isList) return Array.isArray(written) ? undefined : readValue(type, written)
  if (!Array.isArray(written)) return undefined
  const members = written.flatMap((each) => readValue(type, each) ?? [])
  return members.length === written.length ? members : undefined
}

/** Whether two outcomes are the same; lists, when they have the same members in the same order. */
export function isSameOutcome(one: Found | undefined, other: Found): boolean {
  if (!isListed(one) || !isListed(other)) return one === other
  return one.length === other.length && one.every((each, at) => each === other[at])
}

const isListed = (found: Found | undefined): found is readonly Scalar[] => Array.isArray(found)

/** An outcome as a document would write it. */
export function writtenOutcome(type: ValueType | undefined, found: Found): string {
  if (isListed(found)) return `[${found.map((each) => writtenOutcome(type, each)).join(', ')}]`
  return type?.kind === 'date' && typeof found === 'number' ? formatDay(found) : String(found)
}
