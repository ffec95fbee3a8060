import {
  compile,
  type DecideOne,
  type Decider,
  decode,
  interpret,
  type Plan,
  populationOf,
  referenceEvaluator,
} from '@branch-playbook/engine'

/** Every evaluator of the engine that decides in this process, as tests need it. */
export const EVALUATORS: Readonly<Record<string, (plan: Plan) => DecideOne>> = {
  reference: (plan) => {
    const reference = referenceEvaluator(plan)
    return async (facts, run) => (await reference.decide(facts, run)).values
  },
  columns: (plan) => byDecider(plan, compile(plan, everyStep(plan))),
  closures: (plan) => byDecider(plan, interpret(plan, everyStep(plan))),
}

const everyStep = ({ steps }: Plan) => ({ wanted: steps.map(({ name }) => name) })

/** A population of one. */
const byDecider =
  (plan: Plan, decider: Decider): DecideOne =>
  (facts, run) => {
    const { columns } = decider.decide(populationOf(plan, [facts]), run)
    return new Map(
      decider.wanted.map(({ name, type }) => [name, decode(type, columns.get(name)?.[0] ?? Number.NaN)]),
    )
  }
