import {
  customerAt,
  encode,
  type Figures,
  newColumn,
  type Plan,
  type Run,
  type Trace,
  traced,
} from '@branch-playbook/engine'
import { z } from 'zod'
import type { Peer } from './peer.ts'

/** One decision after another with its full explanation, as the structure that the engine keeps it in. */
export const explained: Peer = explainedBy(
  (trace) => trace,
  (trace) => (name) => trace.value(name),
)

/** The same, and every value and every branch read from it by name. */
export const explainedRead: Peer = explainedBy(
  (trace, plan) =>
    plan.steps.map(({ name }) => ({ value: trace.value(name), branches: trace.branches(name) })),
  (read, plan) => {
    const values = new Map(plan.steps.map(({ name }, at) => [name, read[at]?.value ?? null]))
    return (name) => values.get(name) ?? null
  },
)

/** The same as JSON text, from which the outcomes are read. */
export const explainedText: Peer = explainedBy(
  (trace) => {
    const text = trace.text()
    // A text that was put together becomes one when it is read.
    text.charCodeAt(text.length - 1)
    return text
  },
  (text) => {
    const { steps } = writtenSchema.parse(JSON.parse(text))
    const values = new Map(steps.map(({ step, value }) => [step, value]))
    return (name) => values.get(name) ?? null
  },
)

const writtenSchema = z.object({
  steps: z.array(
    z.object({ step: z.string(), value: z.union([z.number(), z.string(), z.boolean(), z.null()]) }),
  ),
})

type Value = (name: string) => number | string | boolean | null

function explainedBy<Made>(
  explain: (trace: Trace, plan: Plan) => Made,
  valuesOf: (made: Made, plan: Plan) => Value,
): Peer {
  return {
    async prepare(plan: Plan, make, run: Run) {
      const crowd = make()
      const tracer = traced(plan)
      const customers = Array.from({ length: crowd.count }, (_, at): Figures => customerAt(plan, crowd, at))
      const columns = new Map(plan.outputs.map(({ name, type }) => [name, newColumn(type, crowd.count)]))
      let made: Made[] = []
      return {
        async run() {
          made = []
          for (const facts of customers) made.push(explain(tracer.decide(facts, run), plan))
        },
        async outcome() {
          for (const [at, each] of made.entries()) {
            const value = valuesOf(each, plan)
            for (const { name, type } of plan.outputs) {
              const column = columns.get(name)
              if (column) column[at] = encode(type, value(name))
            }
          }
          return { columns }
        },
      }
    },
  }
}
