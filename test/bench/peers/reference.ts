import { customerAt, encode, newColumn, referenceEvaluator } from '@branch-playbook/engine'
import type { Peer } from './peer.ts'

/** json-rules-engine, customer by customer, as the reference evaluator runs it. */
export const reference: Peer = {
  async prepare(plan, make, run) {
    const crowd = make()
    const evaluator = referenceEvaluator(plan)
    const customers = Array.from({ length: crowd.count }, (_, at) => customerAt(plan, crowd, at))
    const columns = new Map(plan.outputs.map(({ name, type }) => [name, newColumn(type, crowd.count)]))
    return {
      async run() {
        for (const [at, facts] of customers.entries()) {
          const { values } = await evaluator.decide(facts, run)
          for (const { name, type } of plan.outputs) {
            const column = columns.get(name)
            if (column) column[at] = encode(type, values.get(name) ?? null)
          }
        }
      },
      outcome: async () => ({ columns }),
    }
  },
}
