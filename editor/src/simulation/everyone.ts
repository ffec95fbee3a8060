import {
  type Column,
  decider,
  type HeldOut,
  type Plan,
  type Population,
  type Run,
  type ValueType,
} from '@branch-playbook/engine'
import type { Simulated } from './simulator.ts'

/** Everyone with the facts of a plan, and the decisions under it. */
export interface Decided {
  readonly plan: Plan
  readonly population: Population
  readonly simulated: Simulated
  /** Whom its campaigns leave alone; null for nobody. */
  readonly heldOut: HeldOut | null
}

/** The advisers of the population, in the order of the portfolios' positions. */
export interface Advisers {
  readonly adviserOf: Int32Array
  /** Of each adviser the place of his branch among those of the bank. */
  readonly branchOf: Int32Array
  readonly advisers: readonly { readonly branch: string; readonly minutes: number | null }[]
}

/** Everyone as decided by the playbook that edits are compared with, and by the edited one, in the same order. */
export interface Everyone {
  readonly count: number
  readonly run: Run
  readonly bank: Advisers
  readonly before: Decided
  readonly after: Decided
}

/** One figure of everybody. */
export interface Figure {
  readonly column: Column
  readonly type: ValueType
}

/** Steps that are no outcomes, decided when somebody asks for them. */
const asked = new WeakMap<Simulated, Map<string, Column>>()

/** A fact, an outcome, or any other step of one side; null when its playbook has nothing of that name. */
export function figureOf(decided: Decided, run: Run, name: string): Figure | null {
  const { plan, population, simulated } = decided
  const type = plan.types.get(name)
  if (!type) return null
  const known = simulated.columns.get(name) ?? population.columns.get(name)
  return { type, column: known ?? stepOf(decided, run, name) }
}

function stepOf({ plan, population, simulated }: Decided, run: Run, name: string): Column {
  const others = asked.get(simulated) ?? new Map<string, Column>()
  asked.set(simulated, others)
  const before = others.get(name)
  if (before) return before
  const column = decideMore(plan, population, simulated.columns, [name], run).get(name)
  if (!column) throw new Error(`There is no step "${name}"`)
  others.set(name, column)
  return column
}

/** Steps of a plan for everyone, from those that are decided already. */
export function decideMore(
  plan: Plan,
  { count, columns }: Population,
  decided: ReadonlyMap<string, Column>,
  wanted: readonly string[],
  run: Run,
): ReadonlyMap<string, Column> {
  const within = { count, columns: new Map([...columns, ...decided]) }
  return decider(plan, { wanted, given: new Set(decided.keys()) }).decide(within, run).columns
}
