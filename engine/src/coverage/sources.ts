import { checkedScope, namesOf } from '../check/scope.ts'
import { type Point, pointName, pointsOf } from '../evaluate/trace/points.ts'
import {
  choose,
  compare,
  constant,
  type Expression,
  holds,
  not,
  type Step,
  step,
} from '../expression/expression.ts'
import type { BoundNode, CheckedScope } from '../nodes/kind.ts'
import type { Plan } from '../plan/plan.ts'
import { encode } from '../population/column.ts'
import type { Maybe, ValueType } from '../values/value-type.ts'
import { conditionsOf } from './conditions.ts'
import type { Branch, Place, Probe } from './place.ts'

/** A place of a node, and when it is hit: when the column of that step holds that number. */
interface Source {
  readonly node: string
  readonly place: Place
  readonly step: string
  readonly code: number
}

/** A plan that also decides which branches were taken, and what that says of the places of its nodes. */
export interface SourcedPlan {
  readonly plan: Plan
  readonly sources: readonly Source[]
}

const COUNT = { kind: 'count' } as const
const FLAG = { kind: 'flag' } as const

/** Finds all places of a plan's nodes that can be exercised, and adds the steps that tell whether they are. */
export function withSources(plan: Plan): SourcedPlan {
  const scope = checkedScope(namesOf(plan.playbook))
  const added: Step[] = []
  const steps = Map.groupBy(plan.steps, ({ node }) => node)
  const sources = plan.nodes.flatMap((bound) => [
    ...(steps.get(bound.node.id) ?? []).flatMap((each) => sourcesOf(bound, each, added)),
    ...probesOf(bound, scope).map(({ place, when }, at): Source => {
      const { id } = bound.node
      const name = `${id}?${at}`
      added.push({ name, node: id, type: FLAG, expression: holds(when), output: false })
      return { node: id, place, step: name, code: encode(FLAG, true) }
    }),
  ])
  const types: [string, ValueType][] = added.map(({ name, type }) => [name, type])
  const sourced = { ...plan, steps: [...plan.steps, ...added], types: new Map([...plan.types, ...types]) }
  return { plan: sourced, sources }
}

/** The conditions that a node writes, each both ways, and those that its kind looks into. */
const probesOf = (bound: BoundNode, scope: CheckedScope): Probe[] => [
  ...bound.probes(scope),
  ...conditionsOf(bound.node, scope).flatMap(({ path, condition }) => [
    { place: { path, way: 'yes' }, when: condition },
    { place: { path, way: 'no' }, when: not(condition) },
  ]),
]

/** What one step says of the places of its node; steps that have to be added for it are. */
function sourcesOf(bound: BoundNode, { name, type, expression, output }: Step, added: Step[]): Source[] {
  const { id } = bound.node
  const placed = (branch: Branch, column: string, code: number): Source[] => {
    const place = bound.place(branch, output)
    return place ? [{ node: id, place, step: column, code }] : []
  }
  const values = valuesOf(type).flatMap((takes, at) =>
    placed({ step: name, by: 'value', at, of: 0, takes, keys: [] }, name, encode(type, takes)),
  )
  const points = pointsOf(expression)
  const found = points.flatMap((point, at) =>
    branchesOf(name, expression, point, at === 0).flatMap((branch) => {
      const own = at === 0 && standsForItself(type, expression) ? Number(branch.takes) : null
      return own === null ? placed(branch, pointName(name, at), branch.at) : placed(branch, name, own)
    }),
  )
  const needed = new Set(found.map((source) => source.step))
  for (const [at, point] of points.entries()) addPoint(name, id, points, at, point, needed, added)
  return [...values, ...found]
}

/** The values of a flag or a class, by each of which a node may tell a place. */
function valuesOf(type: ValueType): Maybe[] {
  if (type.kind === 'flag') return [true, false]
  return type.kind === 'class' ? [...type.values] : []
}

/** A choice between different constants tells by its own value which rule decided. */
function standsForItself(type: ValueType, expression: Expression): boolean {
  if (type.kind !== 'count' || expression.op !== 'choose') return false
  const taken = [expression.otherwise, ...expression.rules.map(({ take }) => take)].map(constantOf)
  return taken.every((value) => typeof value === 'number') && new Set(taken).size === taken.length
}

const constantOf = (expression: Expression): Maybe => (expression.op === 'constant' ? expression.value : null)

/** Adds the step that tells what decided at a point, if a place asks for it; within a choice only when that is taken. */
function addPoint(
  name: string,
  node: string,
  points: readonly Point[],
  at: number,
  { which, within }: Point,
  needed: ReadonlySet<string>,
  added: Step[],
): void {
  const own = pointName(name, at)
  const isNeeded =
    needed.has(own) ||
    points.some((other, later) => other.within?.point === at && needed.has(pointName(name, later)))
  if (!isNeeded) return
  const expression = within
    ? choose(
        [
          {
            when: compare(step(pointName(name, within.point)), 'equal', constant(within.rule)),
            take: which,
          },
        ],
        constant(-1),
      )
    : which
  added.push({ name: own, node, type: COUNT, expression, output: false })
}

/** The branches at a point; parts of conditions are told by the conditions of the document. */
function branchesOf(
  name: string,
  expression: Expression,
  { by, of, which }: Point,
  isOuter: boolean,
): Branch[] {
  if (by === 'part') return []
  const branch = (at: number, takes: Maybe = null, keys: readonly Maybe[] = []): Branch => ({
    step: name,
    by,
    at,
    of,
    takes,
    keys,
  })
  if (by === 'cell' && which.op === 'lookup') {
    const domains = which.keys.map(({ domain }) => domain)
    return Array.from({ length: of }, (_, at) => branch(at, null, keysAt(domains, at)))
  }
  if (by === 'band') return Array.from({ length: of }, (_, at) => branch(at))
  const taken =
    isOuter && expression.op === 'choose'
      ? [...expression.rules.map(({ take }) => take), expression.otherwise].map(constantOf)
      : []
  return Array.from({ length: of + 1 }, (_, at) => branch(at, taken[at] ?? null))
}

/** The values that lead to a cell of a table, row by row. */
function keysAt(domains: readonly (readonly Maybe[])[], cell: number): Maybe[] {
  let rest = cell
  return domains
    .toReversed()
    .map((domain) => {
      const value = domain[rest % domain.length] ?? null
      rest = Math.floor(rest / domain.length)
      return value
    })
    .toReversed()
}
