import type { Plan } from '../plan/plan.ts'
import { type Problem, problem, type Witness } from '../problem/problem.ts'
import { formatDay } from '../values/day.ts'
import type { Maybe } from '../values/value-type.ts'
import type { Counterexample, Judgement } from './prove.ts'

/** What a judgement says of the claim at that place of a playbook: nothing, when it is proven. */
export function findingOf(plan: Plan, at: number, judgement: Judgement): Problem | null {
  const claim = plan.playbook.invariants?.[at]?.id ?? ''
  switch (judgement.status) {
    case 'proven':
      return null
    case 'unknown':
      return problem('claim_unknown', ['invariants', at], { claim, why: judgement.why })
    case 'refuted': {
      const { counterexample } = judgement
      const day = formatDay(counterexample.run.asOf)
      return problem('claim_refuted', ['invariants', at], { claim, day }, witnessOf(plan, counterexample))
    }
  }
}

function witnessOf({ types }: Plan, { facts, telling, run }: Counterexample): Witness {
  const written = (name: string, value: Maybe): string | null => {
    if (value === null) return null
    return types.get(name)?.kind === 'date' && typeof value === 'number' ? formatDay(value) : String(value)
  }
  return {
    facts: Object.fromEntries(facts),
    written: telling.map((name) => [name, written(name, facts.get(name) ?? null)] as const),
    asOf: run.asOf,
  }
}
