import type { WorkingDays } from '../calendar/calendar.ts'
import { checkedScope, namesOf } from '../check/scope.ts'
import { lowerCondition } from '../condition/condition.ts'
import {
  all,
  type Condition,
  compare,
  fact,
  holds,
  missing,
  not,
  type Operand,
  type Step,
  step,
} from '../expression/expression.ts'
import type { Domain } from '../network/domain.ts'
import { known } from '../network/domain.ts'
import { Propagator } from '../network/propagate.ts'
import type { CheckedScope, Value } from '../nodes/kind.ts'
import type { Plan } from '../plan/plan.ts'
import type { Claim, MonotoneClaim } from './invariant.ts'
import { derivedInputs, domainOfType, graphOf, type Setting } from './setting.ts'
import { ofTwin, type Twins, twinsOf } from './twins.ts'

/** The step that holds for those who break a claim. */
export const BROKEN = '#broken'

/** What is to be shown: that a flag of a plan holds for nobody. */
export interface Obligation extends Setting {
  /** The name of the flag. */
  readonly broken: string
  /** For a claim of two customers: the figure they differ in, the one that must not fall, and the plan of both. */
  readonly twins: (Twins & { readonly more: string; readonly result: string }) | null
}

/** The claim as a flag that no customer may have. For plans of playbooks that check found without errors. */
export function obligationOf(plan: Plan, claim: Claim, workingDays: WorkingDays): Obligation {
  const scope = checkedScope(namesOf(plan.playbook))
  if (claim.kind === 'monotone') return monotone(plan, claim, scope, workingDays)
  const when = claim.when ? lowerCondition(claim.when, scope) : all()
  const broken = all(when, not(lowerCondition(claim.then, scope)))
  return {
    plan: withFlag(plan, broken),
    workingDays,
    loose: new Map(),
    derived: derivedInputs(plan),
    broken: BROKEN,
    twins: null,
  }
}

/** The plan with one more flag. */
export function withFlag(plan: Plan, condition: Condition, more: readonly Step[] = []): Plan {
  const flag: Step = {
    name: BROKEN,
    node: BROKEN,
    type: { kind: 'flag' },
    expression: holds(condition),
    output: true,
  }
  const steps = [...plan.steps, ...more, flag]
  return {
    ...plan,
    steps,
    types: new Map([...plan.types, ...steps.map((each) => [each.name, each.type] as const)]),
  }
}

function monotone(
  plan: Plan,
  { more, neverLowers }: MonotoneClaim,
  scope: CheckedScope,
  workingDays: WorkingDays,
): Obligation {
  const twins = twinsOf(plan, more)
  const [given, result] = [scope.value(more), scope.value(neverLowers)]
  const domain = known(looseDomain(plan, more, given, workingDays))
  const first = rank(neverLowers, result)
  const second = rank(twins.ofSecond(neverLowers), { ...result, operand: renamed(result.operand, twins) })
  const broken = all(
    compare(given.operand, 'less', fact(ofTwin(more))),
    ...[...first.known, ...second.known],
    compare(second.operand, 'less', first.operand),
  )
  return {
    plan: withFlag(twins.plan, broken, [...first.steps, ...second.steps]),
    workingDays,
    loose: new Map([more, ofTwin(more)].map((name) => [name, domain])),
    derived: derivedInputs(plan),
    broken: BROKEN,
    twins: { ...twins, more, result: neverLowers },
  }
}

const renamed = (operand: Operand, { ofSecond }: Twins): Operand =>
  operand.op === 'fact' || operand.op === 'step' ? { ...operand, name: ofSecond(operand.name) } : operand

/** All values that a figure has in the plan; bounds rather wide than narrow. */
function looseDomain(
  plan: Plan,
  name: string,
  { type, mayBeMissing }: Value,
  workingDays: WorkingDays,
): Domain {
  if (plan.playbook.facts.some((each) => each.name === name)) return domainOfType(type, mayBeMissing)
  const { graph, places } = graphOf({ plan, workingDays, loose: new Map(), derived: derivedInputs(plan) }, [
    name,
  ])
  const place = places.get(name)
  const found = place === undefined ? undefined : new Propagator(graph, workingDays).initial()[place]
  return found?.kind === 'numbers' ? { ...found, nan: false } : domainOfType(type, mayBeMissing)
}

/** A figure whose order is that of numbers, and the conditions under which it is there at all. */
function rank(name: string, { type, mayBeMissing, operand }: Value) {
  const conditions = mayBeMissing ? [not(missing(operand))] : []
  if (type.kind !== 'class') return { operand, known: conditions, steps: [] }
  const best = type.values.length
  const ranks: Step = {
    name: `${name}#rank`,
    node: BROKEN,
    type: { kind: 'count' },
    expression: {
      op: 'lookup',
      keys: [{ of: operand, domain: [null, ...type.values] }],
      results: [0, ...type.values.map((_, at) => best - at)],
    },
    output: false,
  }
  return { operand: step(ranks.name), known: conditions, steps: [ranks] }
}
