import {
  customerAt,
  encode,
  type Maybe,
  newColumn,
  type Plan,
  type Run,
  runInputs,
} from '@branch-playbook/engine'
import { ZenEngine } from '@gorules/zen-engine'
import { z } from 'zod'
import type { Peer } from './peer.ts'

type Expression = Plan['steps'][number]['expression']
type Condition = Extract<Expression, { op: 'holds' }>['condition']

type Decision = ReturnType<ZenEngine['createDecision']>
type Input = Record<string, Maybe>

/** zen-engine, customer by customer, with the plan as one graph of expressions. */
export const zen: Peer = zenBy(async (decision, input) => (await decision.evaluate(input)).result)

/** The same with its trace, as the structure that it hands out. */
export const zenTraced: Peer = zenBy(async (decision, input) => {
  const response = await decision.evaluate(input, { trace: true })
  if (!response.trace) throw new Error('zen-engine traced nothing')
  return response.result
})

/** The same with all of it as JSON text, from which the outcomes are read. */
export const zenText: Peer = zenBy(
  async (decision, input) => JSON.stringify(await decision.evaluate(input, { trace: true })),
  (text) => responseSchema.parse(JSON.parse(String(text))).result,
)

/** Its own text of the trace beside the result. */
export const zenOwnText: Peer = zenBy(
  async (decision, input) => JSON.stringify(await decision.evaluate(input, { trace: 'string' })),
  (text) => responseSchema.parse(JSON.parse(String(text))).result,
)

function zenBy(
  decide: (decision: Decision, input: Input) => Promise<unknown>,
  resultOf: (found: unknown) => unknown = (found) => found,
): Peer {
  return {
    async prepare(plan, make, run) {
      const crowd = make()
      const decision = new ZenEngine().createDecision(graphOf(plan, run))
      const customers = Array.from({ length: crowd.count }, (_, at) => input(customerAt(plan, crowd, at)))
      const columns = new Map(plan.outputs.map(({ name, type }) => [name, newColumn(type, crowd.count)]))
      let found: unknown[] = []
      return {
        async run() {
          found = []
          for (const customer of customers) found.push(await decide(decision, customer))
        },
        async outcome() {
          for (const [at, each] of found.entries()) {
            const outcomes = decisionSchema.parse(resultOf(each))
            for (const { name, type } of plan.outputs) {
              const column = columns.get(name)
              if (column) column[at] = encode(type, outcomes[nameInZen(name)] ?? null)
            }
          }
          return { columns }
        },
      }
    },
  }
}

const responseSchema = z.object({ result: z.unknown() })

const decisionSchema = z.record(z.string(), z.union([z.number(), z.string(), z.boolean(), z.null()]))

const input = (facts: ReadonlyMap<string, Maybe>): Input => Object.fromEntries(facts)

/** zen reads a point as the field of an object. */
const nameInZen = (name: string): string => name.replaceAll('.', '__')

function graphOf(plan: Plan, run: Run): object {
  const inputs = runInputs(plan, run)
  const write = writer(inputs, run)
  const expressions = plan.steps.map(({ name, expression }, at) => ({
    id: String(at),
    key: nameInZen(name),
    value: write.expression(expression),
  }))
  const edge = (from: string, to: string) => ({
    id: `${from}-${to}`,
    type: 'edge',
    sourceId: from,
    targetId: to,
  })
  return {
    nodes: [
      { id: 'in', type: 'inputNode', name: 'in' },
      { id: 'plan', type: 'expressionNode', name: 'plan', content: { expressions } },
      { id: 'out', type: 'outputNode', name: 'out' },
    ],
    edges: [edge('in', 'plan'), edge('plan', 'out')],
  }
}

const COMPARISONS = {
  equal: '==',
  not_equal: '!=',
  less: '<',
  at_most: '<=',
  more: '>',
  at_least: '>=',
} as const
const ARITHMETIC = { add: '+', subtract: '-', multiply: '*', divide: '/' } as const

function writer(inputs: ReadonlyMap<string, number>, run: Run) {
  const literal = (value: unknown): string => JSON.stringify(value)
  const expression = (each: Expression): string => {
    switch (each.op) {
      case 'fact':
        return each.name
      case 'step':
        return `$.${nameInZen(each.name)}`
      case 'input':
        return String(inputs.get(each.name) ?? 0)
      case 'constant':
        return literal(each.value)
      case 'nothing':
        return 'null'
      case 'add':
      case 'subtract':
      case 'multiply':
      case 'divide':
        return `(${expression(each.left)} ${ARITHMETIC[each.op]} ${expression(each.right)})`
      case 'minimum':
        return `min([${expression(each.left)}, ${expression(each.right)}])`
      case 'maximum':
        return `max([${expression(each.left)}, ${expression(each.right)}])`
      case 'floor':
        return `floor(${expression(each.of)})`
      case 'bands':
        return each.thresholds.reduce(
          (rest, threshold, at) => `(${expression(each.of)} >= ${threshold} ? ${at + 1} : ${rest})`,
          '0',
        )
      case 'lookup':
        return lookup(each)
      case 'choose':
        return each.rules.reduceRight(
          (rest, { when, take }) => `(${condition(when)} ? ${expression(take)} : ${rest})`,
          expression(each.otherwise),
        )
      case 'workingDay':
        return workingDay(each.of)
      case 'holds':
        return condition(each.condition)
    }
  }
  /** A ternary for each cell of a dimension: zen has no position of a value in a list. */
  const lookup = ({ keys, results }: Extract<Expression, { op: 'lookup' }>): string => {
    const [key, ...rest] = keys
    if (!key) return literal(results[0])
    const size = results.length / key.domain.length
    const inner = (at: number) =>
      lookup({ op: 'lookup', keys: rest, results: results.slice(at * size, (at + 1) * size) })
    return key.domain.reduceRight<string>(
      (otherwise, value, at) =>
        at === key.domain.length - 1
          ? inner(at)
          : `(${expression(key.of)} == ${literal(value)} ? ${inner(at)} : ${otherwise})`,
      '',
    )
  }
  const workingDay = (of: Expression): string => {
    const { first, last, ordinals } = run.workingDays
    if (of.op === 'input') return String(run.workingDays.ordinal(inputs.get(of.name) ?? 0))
    const day = expression(of)
    return `[${ordinals.join(',')}][min([max([${day}, ${first}]), ${last}]) - ${first}]`
  }
  const condition = (each: Condition): string => {
    switch (each.test) {
      case 'all':
        return `(${each.of.map(condition).join(' and ')})`
      case 'any':
        return `(${each.of.map(condition).join(' or ')})`
      case 'not':
        return `(not ${condition(each.of)})`
      case 'missing':
        return `(${expression(each.of)} == null)`
      case 'always':
        return String(each.holds)
      case 'among':
        return `(${expression(each.of)} in ${literal(each.values)})`
      case 'compare':
        return `(${expression(each.left)} ${COMPARISONS[each.is]} ${expression(each.right)})`
    }
  }
  return { expression }
}
