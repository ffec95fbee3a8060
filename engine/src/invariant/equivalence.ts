import type { Reason } from '../explain/reason.ts'
import { all } from '../expression/expression.ts'
import type { Plan } from '../plan/plan.ts'
import type { Run } from '../plan/run.ts'
import type { Figures } from '../population/population.ts'
import type { Maybe } from '../values/value-type.ts'
import { factsBehind, reasonsFor } from './because.ts'
import { BROKEN, withFlag } from './obligation.ts'
import { differs, type Pair, pairOf } from './pair.ts'
import { type ProveOptions, settle, type Why } from './prove.ts'
import { graphOf } from './setting.ts'
import { ofTwin } from './twins.ts'
import type { Decided } from './verify.ts'

/** One plan's decision of a customer on whom two plans differ. */
export interface Side {
  /** The outcome. */
  readonly value: Maybe
  /** All figures of the customer. */
  readonly values: Figures
  /** Why he is decided so, as far as the outcome rests on it. */
  readonly reasons: readonly Reason[]
}

/** A customer whom two plans decide differently, as both evaluators have it. */
export interface DifferentCustomer {
  /** The facts that matter, in the engine's terms. */
  readonly facts: Figures
  readonly run: Run
  readonly before: Side
  readonly after: Side
}

/**
 * Whether two plans always give one outcome the same: by the same computation (`same`), by reasoning about all
 * customers, or not: then there is one on whom they differ. `incomparable` says that the outcome is of another
 * kind, or rests on a fact that is.
 */
export type OutcomeComparison = { readonly name: string } & (
  | { readonly status: 'equal'; readonly by: 'same' | 'intervals' | 'solver' }
  | {
      readonly status: 'differs'
      readonly by: 'intervals' | 'trials' | 'solver'
      readonly customer: DifferentCustomer
    }
  | { readonly status: 'unknown'; readonly why: Why | 'incomparable' }
)

export interface Equivalence {
  /** The outcomes that both plans hand out, in the order of the first. */
  readonly outcomes: readonly OutcomeComparison[]
  readonly onlyBefore: readonly string[]
  readonly onlyAfter: readonly string[]
}

export interface CompareOptions extends ProveOptions {
  /** The outcomes to compare; all that both plans hand out when not said. */
  readonly outcomes?: readonly string[]
}

/** An outcome costs less than a claim: there are many of them. */
const EFFORT = 400_000

/**
 * Whether two plans decide all customers alike that there can be in both, on every day of the calendar and
 * whatever was announced. Facts of one name are the same fact.
 */
export async function compareOutcomes(
  before: Plan,
  after: Plan,
  options: CompareOptions,
): Promise<Equivalence> {
  const pair = pairOf(before, after)
  const [earlier, later] = [before.outputs, after.outputs].map((each) => each.map(({ name }) => name))
  const common = (earlier ?? []).filter((name) => later?.includes(name))
  const wanted = options.outcomes ? common.filter((name) => options.outcomes?.includes(name)) : common
  const outcomes: OutcomeComparison[] = []
  for (const name of wanted) outcomes.push(await compareOutcome(before, after, pair, name, options))
  return {
    outcomes,
    onlyBefore: (earlier ?? []).filter((name) => !later?.includes(name)),
    onlyAfter: (later ?? []).filter((name) => !earlier?.includes(name)),
  }
}

async function compareOutcome(
  before: Plan,
  after: Plan,
  pair: Pair,
  name: string,
  options: CompareOptions,
): Promise<OutcomeComparison> {
  const { workingDays } = options
  const plan = withFlag(pair.plan, all(pair.valid, differs(name)))
  const setting = { plan, workingDays, loose: new Map(), derived: pair.derived, broken: BROKEN }
  const { places } = graphOf(setting, [name, ofTwin(name)])
  const facts = factsBehind(plan.steps, [name, ofTwin(name)])
  if (
    before.playbook.calendar !== after.playbook.calendar ||
    before.types.get(name)?.kind !== after.types.get(name)?.kind ||
    [...pair.apart].some((each) => facts.has(each))
  ) {
    return { name, status: 'unknown', why: 'incomparable' }
  }
  if (places.get(name) === places.get(ofTwin(name))) return { name, status: 'equal', by: 'same' }
  const settled = await settle(setting, { ...options, effort: options.effort ?? EFFORT })
  if (settled.status === 'proven') return { name, status: 'equal', by: settled.by }
  if (settled.status === 'unknown') return { name, ...settled }
  const { decided, by } = settled
  return { name, status: 'differs', by, customer: different(before, after, name, facts, decided) }
}

function different(
  before: Plan,
  after: Plan,
  name: string,
  matter: ReadonlySet<string>,
  { facts, run, values }: Decided,
): DifferentCustomer {
  const side = (plan: Plan, of: (name: string) => string): Side => {
    const names = [...plan.playbook.facts.map((each) => each.name), ...plan.steps.map((each) => each.name)]
    const own = new Map(
      names.map((each) => [each, values.get(of(each)) ?? values.get(each) ?? null] as const),
    )
    return { value: own.get(name) ?? null, values: own, reasons: reasonsFor(plan, run, own, [name]) }
  }
  const known = [...facts].filter(
    ([each]) => matter.has(each) && (before.types.has(each) || after.types.has(each)),
  )
  return { facts: new Map(known), run, before: side(before, (each) => each), after: side(after, ofTwin) }
}
