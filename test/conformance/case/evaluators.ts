import {
  type DecideOne,
  explainer,
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
  columns: (plan) => {
    const columns = explainer(plan)
    return (facts, run) => columns.values(populationOf(plan, [facts]), 0, run)
  },
}
