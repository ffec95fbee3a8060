import {
  type Condition,
  choose,
  constant,
  type Expression,
  not,
  type Step,
} from '../../expression/expression.ts'
import type { Plan } from '../../plan/plan.ts'
import type { ValueType } from '../../values/value-type.ts'

/** What decides at a point: a rule of several, a band, a cell of a table, or a part of a condition. */
export type Decided = 'rule' | 'band' | 'cell' | 'part'

/** A place in the expression of a step where one of several decides. */
export interface Point {
  readonly by: Decided
  /**
   * How many there are. Of rules and parts, one more is possible: no rule held and the `otherwise` counts; or no
   * part decided alone, so that all of `all` hold, or none of `any`.
   */
  readonly of: number
  /** Which of them decided, from 0, as an expression of the plan. */
  readonly which: Expression
  /** The place among the step's points of the choice in whose outcome this one lies, and of which rule. */
  readonly within?: { readonly point: number; readonly rule: number }
}

/** The points of an expression, in document order; of choices within choices the outer first. */
export function pointsOf(expression: Expression): Point[] {
  const points: Point[] = []
  visit(expression, undefined, points)
  return points
}

function visit(expression: Expression, within: Point['within'], points: Point[]): void {
  const add = (by: Decided, of: number, which: Expression) => {
    points.push({ by, of, which, ...(within && { within }) })
  }
  switch (expression.op) {
    case 'bands':
      add('band', expression.thresholds.length + 1, expression)
      return
    case 'lookup':
      add('cell', expression.results.length, {
        ...expression,
        results: expression.results.map((_, at) => at),
      })
      return
    case 'choose': {
      const { rules, otherwise } = expression
      const point = points.length
      add('rule', rules.length, first(rules.map(({ when }) => when)))
      for (const [rule, { take }] of rules.entries()) visit(take, { point, rule }, points)
      visit(otherwise, { point, rule: rules.length }, points)
      return
    }
    case 'holds': {
      const { parts, deciding } = partsOf(expression.condition)
      add('part', parts.length, first(parts.map((part) => (deciding ? part : not(part)))))
      return
    }
    case 'floor':
    case 'workingDay':
      visit(expression.of, within, points)
      return
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide':
    case 'minimum':
    case 'maximum':
      visit(expression.left, within, points)
      visit(expression.right, within, points)
      return
    default:
  }
}

/** The place of the first condition that holds; how many there are when none does. */
const first = (conditions: readonly Condition[]): Expression =>
  choose(
    conditions.map((when, at) => ({ when, take: constant(at) })),
    constant(conditions.length),
  )

/** The parts of a condition, and whether one decides by holding (`any`) or by not holding (`all`). */
function partsOf(condition: Condition): {
  readonly parts: readonly Condition[]
  readonly deciding: boolean
} {
  switch (condition.test) {
    case 'not':
      return partsOf(condition.of)
    case 'all':
    case 'any':
      return { parts: condition.of, deciding: condition.test === 'any' }
    default:
      return { parts: [condition], deciding: false }
  }
}

const COUNT = { kind: 'count' } as const

/** The name of the step that says which decided at a point; no name of a playbook has its sign. */
export const pointName = (step: string, point: number): string => `${step}#${point}`

/** A plan that also decides which rule, band, cell or part decided, and the points of each of its steps. */
export interface PointedPlan {
  readonly plan: Plan
  readonly points: ReadonlyMap<string, readonly Point[]>
}

/**
 * The twin of a plan that tells how it decides: for each point of each step one step more, after the others,
 * named by `pointName`. Any evaluator runs it, so also for a whole population.
 */
export function withPoints(plan: Plan): PointedPlan {
  const points = new Map(plan.steps.map(({ name, expression }) => [name, pointsOf(expression)] as const))
  const added = plan.steps.flatMap(({ name, node }) =>
    (points.get(name) ?? []).map(
      ({ which }, at): Step => ({
        name: pointName(name, at),
        node,
        type: COUNT,
        expression: which,
        output: false,
      }),
    ),
  )
  const types: [string, ValueType][] = added.map(({ name, type }) => [name, type])
  return {
    plan: { ...plan, steps: [...plan.steps, ...added], types: new Map([...plan.types, ...types]) },
    points,
  }
}
