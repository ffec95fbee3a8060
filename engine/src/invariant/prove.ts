import type { WorkingDays } from '../calendar/calendar.ts'
import type { Reason } from '../explain/reason.ts'
import type { Built } from '../network/build.ts'
import { type Domain, numbers } from '../network/domain.ts'
import type { Id } from '../network/graph.ts'
import { type Effort, Propagator } from '../network/propagate.ts'
import { neverFalls } from '../network/rising.ts'
import { search } from '../network/search.ts'
import type { Plan } from '../plan/plan.ts'
import type { Run } from '../plan/run.ts'
import type { Figures } from '../population/population.ts'
import { encode } from '../smt/encode.ts'
import type { Solve } from '../smt/solve.ts'
import type { Maybe } from '../values/value-type.ts'
import { factsBehind, nodesBehind, reasonsFor } from './because.ts'
import type { Invariant } from './invariant.ts'
import { type Obligation, obligationOf } from './obligation.ts'
import { conesOf, graphOf, plainValue, situationOf } from './setting.ts'
import { trials } from './trials.ts'
import { confirmed, type Decided } from './verify.ts'

/** Someone who breaks a claim, as the evaluators decide him. */
export interface Counterexample {
  /** The facts that matter, in the engine's terms. */
  readonly facts: Figures
  /** Those of them that are more than none, zero or no: without them he would not break it. */
  readonly telling: readonly string[]
  /** The day and what was announced. */
  readonly run: Run
  /** All his figures that matter. */
  readonly values: Figures
  /** Why he is decided so, node by node. */
  readonly reasons: readonly Reason[]
  /** For a claim that compares two: the other, who has more and gets less. */
  readonly other: { readonly values: Figures; readonly reasons: readonly Reason[] } | null
}

/** What became of a claim. `unknown` says that neither a proof nor anyone who breaks it was found. */
export type Judgement =
  | { readonly status: 'proven'; readonly by: 'intervals' | 'solver' }
  | {
      readonly status: 'refuted'
      readonly by: 'intervals' | 'trials' | 'solver'
      readonly counterexample: Counterexample
    }
  | { readonly status: 'unknown'; readonly why: Why }

/** Why it is unknown: no solver was given, it gave up, the arithmetic is beyond it, or it found only what is not so. */
export type Why = 'no_solver' | 'solver_gave_up' | 'out_of_reach' | 'only_nearly'

export interface ProveOptions {
  readonly workingDays: WorkingDays
  /** Asked where reasoning by cases and bounds does not suffice. */
  readonly solve?: Solve
  /** How long the solver may take for a claim, in milliseconds; half of it for a proof, half for values. */
  readonly timeoutMs?: number
  /** How much reasoning by cases may take, in expressions looked at. */
  readonly effort?: number
}

const TIMEOUT_MS = 10_000
const EFFORT = 1_500_000

/**
 * Whether a claim holds for every customer there could be, on every day of the calendar and whatever was
 * announced: proven, refuted by someone whom both evaluators decide so, or unknown. The plan is that of the
 * playbook that states the claim.
 */
export async function prove(plan: Plan, { claim }: Invariant, options: ProveOptions): Promise<Judgement> {
  const obligation = obligationOf(plan, claim, options.workingDays)
  if (obligation.twins && isNeverLower(obligation, obligation.twins))
    return { status: 'proven', by: 'intervals' }
  const settled = await settle(obligation, options)
  return settled.status === 'refuted'
    ? { ...settled, counterexample: shown(plan, obligation, settled.decided) }
    : settled
}

/** A verdict on a flag that must hold for nobody. */
export type Settled =
  | { readonly status: 'proven'; readonly by: 'intervals' | 'solver' }
  | { readonly status: 'refuted'; readonly by: 'intervals' | 'trials' | 'solver'; readonly decided: Decided }
  | { readonly status: 'unknown'; readonly why: Why }

/** A setting and the name of a flag in it that must hold for nobody. */
type Question = Omit<Obligation, 'twins'>

/**
 * Whether the flag of an obligation holds for anybody: by cases and bounds first, then by the solver. Whoever
 * is found is decided in the setting `tryIn`, for the same flag; with null, only a proof is looked for.
 */
export async function settle(
  obligation: Question,
  options: ProveOptions,
  tryIn: Question | null = obligation,
): Promise<Settled> {
  const built = graphOf(obligation, [obligation.broken])
  const condition = built.places.get(obligation.broken)
  if (condition === undefined) return { status: 'unknown', why: 'out_of_reach' }
  const propagator = new Propagator(built.graph, obligation.workingDays)
  const effort: Effort = { left: options.effort ?? EFFORT }
  const found = search(propagator, condition, effort)
  if (found.status === 'never') return { status: 'proven', by: 'intervals' }
  if (!tryIn) return { status: 'unknown', why: 'no_solver' }
  if (found.status === 'holds') {
    const decided = await tried(tryIn, found.values)
    if (decided) return { status: 'refuted', by: 'intervals', decided }
  }
  for (const situation of trials(tryIn, tryIn.broken, built.graph)) {
    const decided = await confirmed(tryIn, tryIn.broken, situation)
    if (decided) return { status: 'refuted', by: 'trials', decided }
  }
  if (!options.solve) return { status: 'unknown', why: 'no_solver' }
  return askSolver(tryIn, built, condition, propagator, options.solve, options.timeoutMs ?? TIMEOUT_MS)
}

const tried = (obligation: Question, values: ReadonlyMap<string, Maybe>): Promise<Decided | null> =>
  confirmed(obligation, obligation.broken, situationOf(obligation, values))

async function askSolver(
  tryIn: Question,
  { graph }: Built,
  condition: Id,
  propagator: Propagator,
  solve: Solve,
  timeoutMs: number,
): Promise<Settled> {
  let why: Why = 'out_of_reach'
  for (const exact of [false, true]) {
    const domains = propagator.initial(exact ? everyday : undefined)
    const encoded = encode(graph, condition, domains, tryIn.workingDays, { exact })
    if (!encoded) continue
    const { status, model } = await solve(encoded.text, timeoutMs / 2)
    if (status === 'unsat' && !exact) return { status: 'proven', by: 'solver' }
    if (status === 'unknown') why = 'solver_gave_up'
    if (status !== 'sat' || model === undefined) continue
    const decided = await tried(tryIn, encoded.read(model))
    if (decided) return { status: 'refuted', by: 'solver', decided }
    why = 'only_nearly'
  }
  return { status: 'unknown', why }
}

/** Amounts of people: with those, whole numbers are added and multiplied exactly. */
function everyday(domain: Domain): Domain {
  if (domain.kind === 'choices') return domain
  const most = domain.whole ? 1e11 : 1e4
  const [least, greatest] = [Math.max(domain.least, -most), Math.min(domain.most, most)]
  return least <= greatest ? { ...numbers(least, greatest, domain.whole, domain.missing) } : domain
}

/** Whether the figure follows the one it is compared by, step by step, and never turns. */
function isNeverLower(obligation: Obligation, { more, result }: NonNullable<Obligation['twins']>): boolean {
  const ranked = `${result}#rank`
  const wanted = obligation.plan.steps.some(({ name }) => name === ranked) ? ranked : result
  const { graph, places } = graphOf(obligation, [wanted])
  const place = places.get(wanted)
  const variable = graph.variables.get(`fact ${more}`)
  if (place === undefined || !variable) return false
  const domains = new Propagator(graph, obligation.workingDays).initial()
  return neverFalls(graph, domains, place, variable.id)
}

function shown(plan: Plan, obligation: Obligation, { run, facts, values }: Decided): Counterexample {
  const { plan: proved, broken, twins } = obligation
  const cone = conesOf(proved.steps, [broken]).map(({ name }) => name)
  const names = [...(twins ? [twins.more] : []), ...cone].filter((name) => plan.types.has(name))
  // A figure that was cut loose has no reasons: its node is not among those that were decided.
  const nodes = nodesBehind(proved.steps, [broken])
  const matter = factsBehind(proved.steps, [broken])
  const own = new Map([...values].filter(([name]) => plan.types.has(name)))
  const shownOf = (of: Figures) => ({
    values: new Map(names.map((name) => [name, of.get(name) ?? null])),
    reasons: reasonsFor(plan, run, of, nodes),
  })
  const telling = plan.playbook.facts.flatMap((fact) => {
    const plain = plainValue(obligation, fact, run.asOf)
    return matter.has(fact.name) && facts.get(fact.name) !== plain ? [fact.name] : []
  })
  const known = new Map([...facts].filter(([name]) => matter.has(name) && plan.types.has(name)))
  const base = { facts: known, telling, run, ...shownOf(own) }
  if (!twins) return { ...base, other: null }
  const others = new Map([...own.keys()].map((name) => [name, values.get(twins.ofSecond(name)) ?? null]))
  return { ...base, other: shownOf(others) }
}
