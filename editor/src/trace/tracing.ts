import {
  type BankEvent,
  type CoveredPlace,
  checkRun,
  coverage,
  type DecisionView,
  decisionView,
  type Figure,
  type Figures,
  type Plan,
  type PlaybookTest,
  type Problem,
  parseDay,
  populationOf,
  type Reason,
  type Run,
  readCustomer,
  traced,
  type WorkingDays,
} from '@branch-playbook/engine'

/** Whoever is traced, as a test writes him: facts, day and what was announced; no name and no number. */
export interface Case {
  readonly facts: PlaybookTest['facts']
  /** YYYY-MM-DD. */
  readonly asOf: string
  readonly events: readonly BankEvent[]
}

/** How one node came out for whoever is traced. */
export interface TracedNode {
  readonly id: string
  /** Why, nearest first. */
  readonly reasons: readonly Reason[]
  /** The band, cell, row, rule or part of a condition that was taken, with pointers into the playbook. */
  readonly taken: readonly CoveredPlace[]
}

/** One customer's way through the playbook. */
export interface Tracing {
  /** The nodes in the order in which they are decided. */
  readonly nodes: readonly TracedNode[]
  /** The values of all facts and outcomes, by name. */
  readonly figures: ReadonlyMap<string, Figure>
}

/** A case in the terms of the engine. */
export interface Readied {
  readonly facts: Figures
  readonly run: Run
}

export type ReadiedCase =
  | ({ readonly ok: true } & Readied)
  | { readonly ok: false; readonly problems: readonly Problem[] }

/** Reads a case for a plan. Facts that the playbook does not know are left aside: a bank knows more of its customers. */
export function readied(plan: Plan, { facts, asOf, events }: Case, workingDays: WorkingDays): ReadiedCase {
  const known = new Set(plan.playbook.facts.map(({ name }) => name))
  const asked = Object.entries(facts).filter(([name]) => known.has(name))
  const read = readCustomer(plan.playbook, Object.fromEntries(asked))
  if (!read.ok) return read
  const run = { asOf: parseDay(asOf) ?? 0, workingDays, events }
  const problems = checkRun(plan, run)
  return problems.length > 0 ? { ok: false, problems } : { ok: true, facts: read.facts, run }
}

/** Decides one customer and tells his way through every node. What he takes is what a population of him alone covers. */
export function trace(plan: Plan, { facts, run }: Readied): Tracing {
  const view = viewOf(plan, { facts, run })
  const { places } = coverage(plan).ofPopulation(populationOf(plan, [facts]), run)
  const taken = Map.groupBy(
    places.filter(({ count }) => count > 0),
    ({ node }) => node,
  )
  return {
    nodes: plan.nodes.map((bound) => ({
      id: bound.node.id,
      reasons: bound.explain(view),
      taken: taken.get(bound.node.id) ?? [],
    })),
    figures: figuresIn(plan, view),
  }
}

/** What is decided of a case, without the way there; null for one that cannot be decided. */
export function figuresOf(plan: Plan, subject: Case, workingDays: WorkingDays): Tracing['figures'] | null {
  const ready = readied(plan, subject, workingDays)
  return ready.ok ? figuresIn(plan, viewOf(plan, ready)) : null
}

/** All that is decided of one customer. */
export function viewOf(plan: Plan, { facts, run }: Readied): DecisionView {
  const decided = traced(plan).decide(facts, run)
  return decisionView(plan, run, { get: (name) => decided.value(name) })
}

const figuresIn = (plan: Plan, view: DecisionView): Tracing['figures'] =>
  new Map([...plan.types.keys()].map((name) => [name, view.figure(name)]))
