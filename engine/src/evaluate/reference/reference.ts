import { Engine, type RuleResult } from 'json-rules-engine'
import type { Condition, Step } from '../../expression/expression.ts'
import { operandsOf } from '../../expression/reads.ts'
import { type Plan, runInputs } from '../../plan/plan.ts'
import type { Run } from '../../plan/run.ts'
import type { Figures } from '../../population/population.ts'
import type { Maybe, Scalar } from '../../values/value-type.ts'
import { calculate } from './calculate.ts'
import { ALWAYS, conditionsOf, factName, missingFact, ruleConditions } from './conditions.ts'

/** How one step came out: its value, and what json-rules-engine found of each of its conditions. */
export interface StepTrace {
  readonly step: string
  readonly node: string
  readonly value: Maybe
  readonly conditions: readonly {
    readonly condition: Condition
    readonly holds: boolean
    readonly tree: unknown
  }[]
}

/** A customer decided with full trace: the value of every step, and how it came about. */
export interface TracedDecision {
  readonly values: Figures
  readonly trace: readonly StepTrace[]
}

/** Decides one customer after another by json-rules-engine. Slow and plain: the oracle of the others. */
export interface ReferenceEvaluator {
  decide(facts: Figures, run: Run): Promise<TracedDecision>
}

interface Ruled {
  readonly step: Step
  readonly conditions: readonly Condition[]
  readonly engine: Engine | null
}

/**
 * Prepares a plan for json-rules-engine. Every step has an engine of its own, because a step reads those
 * before it; and decisions wait for each other, because one engine must never serve two runs at once.
 */
export function referenceEvaluator(plan: Plan): ReferenceEvaluator {
  const steps = plan.steps.map(prepare)
  let last: Promise<unknown> = Promise.resolve()
  return {
    decide(facts, run) {
      const decision = last.then(() => decide(plan, steps, facts, run))
      last = decision.catch(() => undefined)
      return decision
    },
  }
}

function prepare(step: Step): Ruled {
  const conditions = [...new Set(conditionsOf(step.expression))]
  if (conditions.length === 0) return { step, conditions, engine: null }
  const rules = conditions.map((condition, at) => ({
    name: String(at),
    conditions: ruleConditions(condition),
    event: { type: String(at) },
  }))
  return { step, conditions, engine: new Engine(rules) }
}

async function decide(
  plan: Plan,
  steps: readonly Ruled[],
  facts: Figures,
  run: Run,
): Promise<TracedDecision> {
  const inputs = runInputs(plan, run)
  const values = new Map<string, Maybe>(
    plan.playbook.facts.map(({ name }) => [name, facts.get(name) ?? null]),
  )
  const trace: StepTrace[] = []
  for (const { step, conditions, engine } of steps) {
    const results = engine ? await test(engine, conditions, values, inputs) : new Map<Condition, RuleResult>()
    const outcome = calculate(step.expression, {
      value: (name) => values.get(name) ?? null,
      input: (name) => inputs.get(name) ?? 0,
      holds: (condition) => results.get(condition)?.result === true,
      workingDay: (day) => run.workingDays.ordinal(day),
    })
    // As in every evaluator, there is no negative zero.
    const value = typeof outcome === 'number' ? outcome + 0 : outcome
    values.set(step.name, value)
    const found = [...results].map(([condition, { result, conditions: tree }]) => ({
      condition,
      holds: result === true,
      tree,
    }))
    trace.push({ step: step.name, node: step.node, value, conditions: found })
  }
  return { values, trace }
}

/** json-rules-engine reports results in the order of completion: each is found again by its rule's name. */
async function test(
  engine: Engine,
  conditions: readonly Condition[],
  values: Figures,
  inputs: ReadonlyMap<string, number>,
): Promise<Map<Condition, RuleResult>> {
  const facts: Record<string, Scalar | null> = { [ALWAYS]: true }
  for (const operand of conditions.flatMap((condition) => [...operandsOf(condition)])) {
    if (operand.op === 'constant') facts[factName(operand)] = operand.value
    else if (operand.op === 'input') facts[factName(operand)] = inputs.get(operand.name) ?? 0
    else {
      const value = values.get(operand.name) ?? null
      facts[operand.name] = value
      facts[missingFact(operand.name)] = value === null
    }
  }
  const { results, failureResults } = await engine.run(facts)
  const byName = new Map([...results, ...failureResults].map((result) => [result.name, result]))
  return new Map(
    conditions.flatMap((condition, at) => {
      const result = byName.get(String(at))
      return result ? [[condition, result] as const] : []
    }),
  )
}
