import type { WorkingDays } from '../calendar/calendar.ts'
import { compile } from '../evaluate/columns/compile.ts'
import { AS_OF } from '../expression/inputs.ts'
import type { Domain } from '../network/domain.ts'
import type { Graph, Id } from '../network/graph.ts'
import { type Column, decode, encode, newColumn } from '../population/column.ts'
import type { Maybe, ValueType } from '../values/value-type.ts'
import { AGE_OF_EVENT, type Setting, type Situation, situationOf } from './setting.ts'

/** Days tried, and customers on each. */
const DAYS = 24
const CUSTOMERS = 2000

/** More constants than this are not all stood beside. */
const MOST_CONSTANTS = 400

/**
 * Customers who stand at and beside everything that the graph compares with, thousands at once by the columns
 * evaluator: those of them for whom the flag holds, at most one a day. The same customers every time.
 */
export function* trials(setting: Setting, flag: string, graph: Graph): Generator<Situation> {
  const { plan, workingDays } = setting
  const random = randomNumbers(graph.vertices.length + 1)
  const constants = constantsOf(graph)
  const decider = compile(plan, { wanted: [flag] })
  const pools = new Map([...graph.variables].map(([name, { id }]) => [name, scaled(graph, id, constants)]))
  const days = [workingDays.first, workingDays.last, ...(pools.get(`input ${AS_OF}`) ?? [])]
  for (let at = 0; at < DAYS; at += 1) {
    const known = days[at] ?? -1
    const span = workingDays.last - workingDays.first
    const asOf = workingDays.knows(known) ? known : workingDays.first + Math.floor(random() * (span + 1))
    const shared = new Map<string, Maybe>([[`input ${AS_OF}`, asOf]])
    for (const [name, { domain }] of graph.variables) {
      if (name.startsWith(AGE_OF_EVENT)) shared.set(name, drawn(domain, pools.get(name) ?? [], random))
    }
    const plain = situationOf(setting, shared)
    const columns = new Map<string, Column>()
    for (const { name } of plan.playbook.facts) {
      const type = plan.types.get(name)
      if (!type) continue
      const [column, variable] = [newColumn(type, CUSTOMERS), graph.variables.get(`fact ${name}`)]
      columns.set(name, column)
      const values = withDays(pools.get(`fact ${name}`) ?? [], type, asOf, constants, workingDays)
      for (let customer = 0; customer < CUSTOMERS; customer += 1) {
        const value = variable
          ? drawn(variable.domain, values, random, plainness[customer % plainness.length])
          : (plain.facts.get(name) ?? null)
        column[customer] = encode(type, value)
      }
    }
    const run = { asOf, workingDays, events: plain.events }
    const flags = decider.decide({ count: CUSTOMERS, columns }, run).columns.get(flag)
    const customer = flags?.indexOf(encode({ kind: 'flag' }, true)) ?? -1
    if (customer < 0) continue
    yield { ...plain, facts: new Map(decoded(columns, plan.types, customer)) }
  }
}

function decoded(
  columns: ReadonlyMap<string, Column>,
  types: ReadonlyMap<string, ValueType>,
  customer: number,
): [string, Maybe][] {
  return [...columns].map(([name, column]) => {
    const type = types.get(name)
    return [name, type ? decode(type, column[customer] ?? Number.NaN) : null]
  })
}

/** How many of a customer's figures are nothing, as a share: of some nearly all, so that the others tell. */
const plainness = [0.2, 0.5, 0.9]

/** A value of the domain: one of those that matter, a plain one, or any. */
function drawn(domain: Domain, values: readonly number[], random: () => number, plain = 0.2): Maybe {
  if (domain.missing && random() < (0.2 + plain) / 2) return null
  if (domain.kind === 'choices') return domain.of[Math.floor(random() * domain.of.length)] ?? null
  const { least, most, whole } = domain
  const clipped = (value: number) => Math.min(Math.max(whole ? Math.round(value) : value, least), most)
  if (random() < plain) return clipped(0)
  if (random() < 0.85 && values.length > 0) return clipped(values[Math.floor(random() * values.length)] ?? 0)
  const size = 10 ** (random() * 12)
  return clipped(random() < 0.7 ? size : -size)
}

/** Every number that stands in the graph, and those beside it. */
function constantsOf({ vertices }: Graph): number[] {
  const found = new Set<number>()
  for (const vertex of vertices) {
    if (vertex.op === 'constant' && typeof vertex.value === 'number') found.add(vertex.value)
    if (vertex.op === 'bands') for (const each of vertex.thresholds) found.add(each)
    if (found.size > MOST_CONSTANTS) break
  }
  return [...found].flatMap((each) => [each - 1, each, each + 1])
}

/** For a variable that is taken times a factor, the constants divided by it too: there it reaches them. */
function scaled(graph: Graph, id: Id, constants: readonly number[]): number[] {
  const factors = graph.vertices.flatMap((vertex, at) => {
    if (vertex.op !== 'multiply' || !isReached(graph, vertex.left, id)) return []
    const factor = numberAt(graph, vertex.right)
    if (factor === null || factor === 0) return []
    const divided = graph.vertices.find((each) => each.op === 'divide' && each.left === at)
    return [factor / ((divided?.op === 'divide' ? numberAt(graph, divided.right) : null) ?? 1)]
  })
  return [
    ...constants,
    ...factors.flatMap((factor) => constants.map((each) => each / factor)).filter(Number.isFinite),
  ]
}

const isReached = (graph: Graph, from: Id, id: Id): boolean => {
  if (from === id) return true
  const vertex = graph.vertex(from)
  return vertex.op === 'choose' && [vertex.otherwise, ...vertex.rules.map(({ take }) => take)].includes(id)
}

function numberAt(graph: Graph, id: Id): number | null {
  const vertex = graph.vertex(id)
  return vertex.op === 'constant' && typeof vertex.value === 'number' ? vertex.value : null
}

/** Dates stand so many days, and so many working days, before and after the day of the run, too. */
function withDays(
  values: readonly number[],
  type: ValueType,
  asOf: number,
  constants: readonly number[],
  workingDays: WorkingDays,
): number[] {
  if (type.kind !== 'date') return [...values]
  const ordinal = workingDays.ordinal(asOf)
  const worked = constants.map((each) => {
    const place = workingDays.ordinals.indexOf(ordinal - each)
    return place < 0 ? asOf : workingDays.first + place
  })
  const days = constants.flatMap((each) => [asOf - each, asOf + each])
  return [asOf, ...days, ...worked, ...values.filter((each) => each > LEAST_DAY)]
}

/** Constants below this are spans of days rather than days. */
const LEAST_DAY = 10_000

/** Numbers from 0 to 1, the same row for the same start (mulberry32). */
function randomNumbers(start: number): () => number {
  let state = start
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
