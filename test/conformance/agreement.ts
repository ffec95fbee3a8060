import {
  compile,
  decode,
  type Figures,
  factsOf,
  interpret,
  type Maybe,
  newDecisions,
  newPopulation,
  type Plan,
  type Population,
  populationOf,
  type Run,
  referenceEvaluator,
} from '@branch-playbook/engine'

/** Two evaluators that do not agree on a figure of a customer. */
export interface Disagreement {
  readonly customer: number
  readonly step: string
  readonly expected: Maybe
  readonly found: Maybe
  readonly evaluator: string
}

type Decided = (step: string, customer: number) => Maybe

/** The evaluators that decide whole populations, each with all steps handed out. */
const EVALUATORS: Readonly<Record<string, (plan: Plan, customers: readonly Figures[], run: Run) => Decided>> =
  {
    columns: (plan, customers, run) => decided(plan, compile, populationOf(plan, customers), run),
    'columns in place': (plan, customers, run) => decided(plan, compile, inArena(plan, customers), run),
    'columns in pieces': (plan, customers, run) =>
      decided(plan, inPieces, populationOf(plan, customers), run),
    closures: (plan, customers, run) => decided(plan, interpret, populationOf(plan, customers), run),
  }

/** Generated code cut up as that of the largest plans is. */
const inPieces: typeof interpret = (plan, extent) => compile(plan, { ...extent, most: 64 })

function decided(plan: Plan, prepare: typeof interpret, population: Population, run: Run): Decided {
  const decider = prepare(plan, { wanted: plan.steps.map(({ name }) => name) })
  const into = newDecisions(decider.wanted, population.count, population.arena)
  const { columns } = decider.decide(population, run, into)
  return (step, customer) => {
    const type = plan.types.get(step)
    return type ? decode(type, columns.get(step)?.[customer] ?? Number.NaN) : null
  }
}

/** The same customers in columns that are read and written in place. */
function inArena(plan: Plan, customers: readonly Figures[]): Population {
  const population = newPopulation(factsOf(plan), customers.length)
  for (const [name, column] of populationOf(plan, customers).columns) {
    population.columns.get(name)?.set(column)
  }
  return population
}

/** The first figure on which an evaluator differs from the reference, to the bit; null when all agree. */
export async function findDisagreement(
  plan: Plan,
  customers: readonly Figures[],
  run: Run,
): Promise<Disagreement | null> {
  const reference = referenceEvaluator(plan)
  const others = Object.entries(EVALUATORS).map(([evaluator, decide]) => ({
    evaluator,
    decided: decide(plan, customers, run),
  }))
  for (const [customer, facts] of customers.entries()) {
    const { values } = await reference.decide(facts, run)
    for (const { name: step } of plan.steps) {
      const expected = values.get(step) ?? null
      const other = others.find(({ decided }) => !Object.is(decided(step, customer), expected))
      if (other) {
        const found = other.decided(step, customer)
        return { customer, step, expected, found, evaluator: other.evaluator }
      }
    }
  }
  return null
}
