import { type Figures, type Maybe, type Plan, parsePlaybook, plan, type Run } from '@branch-playbook/engine'
import { readCalendar } from '@branch-playbook/playbooks'
import { agree } from './agree.ts'
import type { Database } from './database.ts'

export type Step = Plan['steps'][number]
export type Expression = Step['expression']
export type Condition = Extract<Expression, { op: 'holds' }>['condition']
type Operand = Extract<Expression, { op: 'bands' }>['of']

const calendar = await readCalendar('cn')
if (!calendar.ok) throw new Error('The calendar cannot be read')
export const RUN: Run = { asOf: 20_500, workingDays: calendar.value, events: [] }

export const text = (id: string) => ({ 'zh-CN': id, en: id })
const maybe = (name: string, type: string, more = {}) => ({
  name,
  label: text(name),
  type,
  missing: 'possible',
  ...more,
})

/** A plan over a few facts that may all be missing, with steps written by hand. */
export function planWith(
  steps: Record<string, readonly [kind: Step['type'], expression: Expression]>,
  classes = ['A', 'B'],
): Plan {
  const facts = [
    ...[maybe('p', 'percent'), maybe('q', 'percent'), maybe('m', 'money'), maybe('n', 'count')],
    ...[maybe('d', 'date'), maybe('f', 'flag'), maybe('g', 'flag')],
    ...[maybe('c', 'class', { values: classes }), maybe('e', 'class', { values: ['B', 'x', 'A'] })],
  ]
  const document = {
    format: 1,
    id: 'x',
    name: text('x'),
    currency: 'CNY',
    calendar: 'cn',
    facts,
    nodes: [],
    tests: [],
  }
  const parsed = parsePlaybook(document)
  const made = parsed.ok ? plan(parsed.value) : parsed
  if (!made.ok) throw new Error(JSON.stringify(made.problems))
  const written = Object.entries(steps).map(([name, [type, expression]]) => ({
    name,
    node: name,
    type,
    expression,
    output: true,
  }))
  const types = new Map([...made.plan.types, ...written.map(({ name, type }) => [name, type] as const)])
  return { ...made.plan, steps: written, outputs: written, types }
}

export const PERCENT = { kind: 'percent' } as const
export const FLAG = { kind: 'flag' } as const
export const COUNT = { kind: 'count' } as const
export const MONEY = { kind: 'money' } as const
export const of = (name: string): Operand => ({ op: 'fact', name })
export const step = (name: string): Operand => ({ op: 'step', name })
export const value = (constant: number | string | boolean): Operand => ({ op: 'constant', value: constant })
export const both = (
  op: 'add' | 'subtract' | 'multiply' | 'divide',
  left: Expression,
  right: Expression,
): Expression => ({ op, left, right })
export const missing = (operand: Operand): Condition => ({ test: 'missing', of: operand })
export const not = (condition: Condition): Condition => ({ test: 'not', of: condition })
export const test = (
  left: Operand,
  is: 'equal' | 'not_equal' | 'less' | 'at_least',
  right: Operand,
): Condition => ({
  test: 'compare',
  is,
  left,
  right,
})
export const any = (...conditions: Condition[]): Condition => ({ test: 'any', of: conditions })
export const unless = (condition: Condition, otherwise: Expression): Expression => ({
  op: 'choose',
  rules: [{ when: condition, take: { op: 'nothing' } }],
  otherwise,
})
export const holds = (condition: Condition): Expression => ({ op: 'holds', condition })
export const customers = (...rows: Record<string, Maybe>[]): Figures[] =>
  rows.map((row) => new Map(Object.entries(row)))

/** Demands agreement on the wanted steps; on all, when not said. */
export async function agreed(
  databases: readonly Database[],
  planned: Plan,
  rows: readonly Figures[],
  wanted?: readonly string[],
): Promise<void> {
  for (const stored of ['natural', 'codes'] as const) {
    await agree(databases, planned, rows, RUN, { stored, ...(wanted && { wanted }) })
  }
}
