import {
  compile,
  customerAt,
  type Decisions,
  decode,
  encode,
  type Maybe,
  newColumn,
  type Plan,
  type Population,
  type Run,
  referenceEvaluator,
} from '@branch-playbook/engine'

export const EVALUATORS = ['reference', 'columns'] as const
export type Evaluator = (typeof EVALUATORS)[number]

/** What an evaluator found for every customer. */
export interface Outcomes {
  readonly decisions: Decisions
  /** The outcome of the plan's output at this position for the customer at that one. */
  value(output: number, customer: number): Maybe
}

/** Decides a whole population with the evaluator of that name. */
export const decide = (
  evaluator: Evaluator,
  plan: Plan,
  population: Population,
  run: Run,
): Outcomes | Promise<Outcomes> =>
  evaluator === 'columns' ? byColumns(plan, population, run) : byReference(plan, population, run)

function byColumns(plan: Plan, population: Population, run: Run): Outcomes {
  const decisions = compile(plan).decide(population, run)
  const columns = plan.outputs.map(({ name, type }) => ({ type, column: decisions.columns.get(name) }))
  return {
    decisions,
    value(output, customer) {
      const { type, column } = columns[output] ?? {}
      return type && column ? decode(type, column[customer] ?? Number.NaN) : null
    },
  }
}

/** The values are kept as the evaluator gave them, so that storing them cannot hide a difference. */
async function byReference(plan: Plan, population: Population, run: Run): Promise<Outcomes> {
  const evaluator = referenceEvaluator(plan)
  const found = plan.outputs.map(({ name, type }) => ({
    name,
    type,
    values: new Array<Maybe>(population.count).fill(null),
    column: newColumn(type, population.count),
  }))
  for (let at = 0; at < population.count; at += 1) {
    const { values } = await evaluator.decide(customerAt(plan, population, at), run)
    for (const output of found) {
      const value = values.get(output.name) ?? null
      output.values[at] = value
      output.column[at] = encode(output.type, value)
    }
  }
  return {
    decisions: { count: population.count, columns: new Map(found.map(({ name, column }) => [name, column])) },
    value: (output, customer) => found[output]?.values[customer] ?? null,
  }
}
