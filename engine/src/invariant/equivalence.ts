import type { Reason } from '../explain/reason.ts'
import { all } from '../expression/expression.ts'
import { stepsRead } from '../expression/reads.ts'
import type { Plan } from '../plan/plan.ts'
import type { Run } from '../plan/run.ts'
import type { Figures } from '../population/population.ts'
import type { Maybe } from '../values/value-type.ts'
import { factsBehind, nodesBehind, reasonsFor } from './because.ts'
import { BROKEN, withFlag } from './obligation.ts'
import { differs, type Pair, pairOf } from './pair.ts'
import { type ProveOptions, type Settled, settle, type Why } from './prove.ts'
import { conesOf, graphOf, type Situation } from './setting.ts'
import { ofTwin } from './twins.ts'
import { confirmed, type Decided } from './verify.ts'

/** One plan's decision of a customer on whom two plans differ. */
export interface ComparedSide {
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
  readonly before: ComparedSide
  readonly after: ComparedSide
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

/** A figure on the way to outcomes, of which it would help to know that it is equal, costs less still. */
const EFFORT_ON_THE_WAY = 50_000

/**
 * Whether two plans decide all customers alike that there can be in both, on every day of the calendar and
 * whatever was announced. Facts of one name are the same fact. What is found equal stands for both from there
 * on, so that a change which makes no difference is looked into once.
 */
export async function compareOutcomes(
  before: Plan,
  after: Plan,
  options: CompareOptions,
): Promise<Equivalence> {
  const namesOf = ({ outputs }: Plan) => outputs.map(({ name }) => name)
  const [earlier, later] = [new Set(namesOf(before)), new Set(namesOf(after))]
  const common = namesOf(before).filter((name) => later.has(name))
  const wanted = new Set(
    options.outcomes ? common.filter((name) => options.outcomes?.includes(name)) : common,
  )
  const comparing = new Comparing(before, after, options)
  const found = new Map<string, OutcomeComparison>()
  for (const { name } of conesOf(after.steps, [...wanted])) {
    if (wanted.has(name)) found.set(name, await comparing.outcome(name))
    else await comparing.onTheWay(name)
  }
  return {
    outcomes: [...found.values()],
    onlyBefore: [...earlier].filter((name) => !later.has(name)),
    onlyAfter: [...later].filter((name) => !earlier.has(name)),
  }
}

class Comparing {
  readonly #before: Plan
  readonly #after: Plan
  readonly #options: ProveOptions
  readonly #plain: Pair
  readonly #equal = new Set<string>()
  /** Whether the solver was needed for any of these. */
  #solved = false
  readonly #customers: Situation[] = []
  #pair: Pair

  constructor(before: Plan, after: Plan, options: ProveOptions) {
    this.#before = before
    this.#after = after
    this.#options = options
    this.#plain = pairOf(before, after)
    this.#pair = this.#plain
  }

  /** A figure whose own computation was changed, and not only what it reads, may be equal all the same. */
  async onTheWay(name: string): Promise<void> {
    if (!this.#isComparable(name)) return
    const places = this.#places(this.#pair, [name, ...this.#readBy(name)])
    if (isSame(places, name)) this.#learn(name, false)
    else if (this.#readBy(name).every((each) => this.#equal.has(each))) {
      const { workingDays } = this.#options
      const settled = await settle(
        this.#setting(this.#pair, name),
        { workingDays, effort: EFFORT_ON_THE_WAY },
        null,
      )
      if (settled.status === 'proven') this.#learn(name, true)
    }
  }

  async outcome(name: string): Promise<OutcomeComparison> {
    if (!this.#isComparable(name)) return { name, status: 'unknown', why: 'incomparable' }
    if (isSame(this.#places(this.#plain, [name]), name)) {
      this.#learn(name, false)
      return { name, status: 'equal', by: 'same' }
    }
    if (isSame(this.#places(this.#pair, [name]), name)) {
      this.#learn(name, true)
      return { name, status: 'equal', by: this.#solved ? 'solver' : 'intervals' }
    }
    const settled = await this.#settled(name)
    if (settled.status === 'unknown') return { name, ...settled }
    if (settled.status === 'proven') {
      this.#solved ||= settled.by === 'solver'
      this.#learn(name, true)
      return { name, status: 'equal', by: this.#solved ? 'solver' : 'intervals' }
    }
    const { decided, by } = settled
    const { facts, run } = decided
    this.#customers.push({ facts, asOf: run.asOf, events: run.events })
    const matter = factsBehind(this.#plain.plan.steps, [name, ofTwin(name)])
    return {
      name,
      status: 'differs',
      by,
      customer: different(this.#before, this.#after, name, matter, decided),
    }
  }

  /** On whom one outcome differs, another often does too. */
  async #settled(name: string): Promise<Settled> {
    const plain = this.#setting(this.#plain, name)
    for (const customer of this.#customers) {
      const decided = await confirmed(plain, BROKEN, customer)
      if (decided) return { status: 'refuted', by: 'trials', decided }
    }
    const options = { ...this.#options, effort: this.#options.effort ?? EFFORT }
    return settle(this.#setting(this.#pair, name), options, plain)
  }

  /** A figure of the first plan stands for both; where the graphs are the same anyway, nothing is gained by it. */
  #learn(name: string, changes: boolean): void {
    this.#equal.add(name)
    if (changes) this.#pair = pairOf(this.#before, this.#after, this.#equal)
  }

  #readBy(name: string): readonly string[] {
    const step = this.#after.steps.find((each) => each.name === name)
    return step ? stepsRead(step.expression) : []
  }

  #setting({ plan, derived, valid }: Pair, name: string) {
    const { workingDays } = this.#options
    const flagged = withFlag(plan, all(valid, differs(name)))
    return { plan: flagged, workingDays, loose: new Map(), derived, broken: BROKEN }
  }

  #places({ plan, derived }: Pair, names: readonly string[]): ReadonlyMap<string, number> {
    const { workingDays } = this.#options
    const setting = { plan, workingDays, loose: new Map(), derived }
    return graphOf(setting, [...names, ...names.map(ofTwin)]).places
  }

  #isComparable(name: string): boolean {
    const [before, after] = [this.#before, this.#after]
    if (before.playbook.calendar !== after.playbook.calendar) return false
    const type = before.types.get(name)
    if (!type || type.kind !== after.types.get(name)?.kind) return false
    if (this.#plain.apart.size === 0) return true
    const facts = factsBehind(this.#plain.plan.steps, [name, ofTwin(name)])
    return ![...this.#plain.apart].some((each) => facts.has(each))
  }
}

const isSame = (places: ReadonlyMap<string, number>, name: string): boolean =>
  places.get(name) !== undefined && places.get(name) === places.get(ofTwin(name))

function different(
  before: Plan,
  after: Plan,
  name: string,
  matter: ReadonlySet<string>,
  { facts, run, values }: Decided,
): DifferentCustomer {
  const side = (plan: Plan, of: (name: string) => string): ComparedSide => {
    const names = [...plan.playbook.facts.map((each) => each.name), ...plan.steps.map((each) => each.name)]
    // Facts are those of both; a figure that is missing in this plan must not be taken from the other.
    const figure = (each: string) => values.get(values.has(of(each)) ? of(each) : each) ?? null
    const own = new Map(names.map((each) => [each, figure(each)] as const))
    return {
      value: own.get(name) ?? null,
      values: own,
      reasons: reasonsFor(plan, run, own, nodesBehind(plan.steps, [name])),
    }
  }
  const known = [...facts].filter(
    ([each]) => matter.has(each) && (before.types.has(each) || after.types.has(each)),
  )
  return { facts: new Map(known), run, before: side(before, (each) => each), after: side(after, ofTwin) }
}
