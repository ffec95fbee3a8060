import {
  all,
  any,
  type Condition,
  compare,
  fact,
  missing,
  not,
  type Operand,
  type Step,
  step,
} from '../expression/expression.ts'
import { AS_OF } from '../expression/inputs.ts'
import type { BoundNode } from '../nodes/kind.ts'
import type { Plan } from '../plan/plan.ts'
import type { Fact } from '../playbook/fact.ts'
import { sameType, type ValueType } from '../values/value-type.ts'
import { withOperands } from './rename.ts'
import { derivedInputs, type Setting } from './setting.ts'
import { ofTwin } from './twins.ts'

/** Two plans that decide the same customer at once. The figures of the second have names of their own. */
export interface Pair {
  readonly plan: Plan
  readonly derived: Setting['derived']
  /** Holds for customers that both plans can have. */
  readonly valid: Condition
  /** Facts that no customer can have in both plans: an amount in the one, a date in the other. */
  readonly apart: ReadonlySet<string>
}

/** `equal` names the figures that both plans are known to give alike: those of the first stand for both. */
export function pairOf(before: Plan, after: Plan, equal: ReadonlySet<string> = new Set()): Pair {
  const older = new Map(before.playbook.facts.map((each) => [each.name, each]))
  const differing = after.playbook.facts.filter(({ name }) => {
    const [one, other] = [older.has(name) ? before.types.get(name) : undefined, after.types.get(name)]
    return one !== undefined && other !== undefined && !sameType(one, other)
  })
  const own = new Set(differing.map(({ name }) => name))
  const renamed = (operand: Operand): Operand => {
    switch (operand.op) {
      case 'step':
        return equal.has(operand.name) ? operand : { ...operand, name: ofTwin(operand.name) }
      case 'input':
        return operand.name === AS_OF ? operand : { ...operand, name: ofTwin(operand.name) }
      case 'fact':
        return own.has(operand.name) ? { ...operand, name: ofTwin(operand.name) } : operand
      case 'constant':
        return operand
    }
  }
  const second = after.steps.map(
    (each): Step => ({
      ...each,
      name: ofTwin(each.name),
      node: ofTwin(each.node),
      expression: withOperands(each.expression, renamed),
    }),
  )
  const steps = [...before.steps, ...second]
  const facts = commonFacts(before.playbook.facts, after.playbook.facts, own)
  const types: [string, ValueType][] = [
    ...after.playbook.facts.flatMap(({ name }): [string, ValueType][] => {
      const type = after.types.get(name)
      return type ? [[own.has(name) ? ofTwin(name) : name, type]] : []
    }),
    ...second.map(({ name, type }): [string, ValueType] => [name, type]),
  ]
  return {
    plan: {
      ...before,
      playbook: { ...before.playbook, facts },
      nodes: [...before.nodes, ...after.nodes.map(withOwnInputs)],
      steps,
      types: new Map([...before.types, ...types]),
    },
    derived: new Map([
      ...derivedInputs(before),
      ...[...derivedInputs(after)].map(([name, expression]) => [ofTwin(name), expression] as const),
    ]),
    valid: all(
      ...differing
        .filter(({ name, type }) => type === older.get(name)?.type)
        .map(({ name }) => same(fact(name), fact(ofTwin(name)))),
    ),
    apart: new Set(
      differing.filter(({ name, type }) => type !== older.get(name)?.type).map(({ name }) => name),
    ),
  }
}

/** Both missing, or both known and the same. */
const same = (one: Operand, other: Operand): Condition =>
  any(
    all(missing(one), missing(other)),
    all(not(missing(one)), not(missing(other)), compare(one, 'equal', other)),
  )

/** That an outcome of the first plan is another in the second. */
export const differs = (name: string): Condition => not(same(step(name), step(ofTwin(name))))

/** A fact may be missing only where both playbooks say so; one whose values differ is there twice. */
function commonFacts(before: readonly Fact[], after: readonly Fact[], own: ReadonlySet<string>): Fact[] {
  const later = new Map(after.map((each) => [each.name, each]))
  const names = new Set(before.map(({ name }) => name))
  return [
    ...before.map((each): Fact => {
      const other = later.get(each.name)
      return other?.missing === 'never' && !own.has(each.name) ? { ...each, missing: 'never' } : each
    }),
    ...after
      .filter(({ name }) => own.has(name) || !names.has(name))
      .map((each): Fact => (own.has(each.name) ? { ...each, name: ofTwin(each.name) } : each)),
  ]
}

const withOwnInputs = (node: BoundNode): BoundNode => ({
  ...node,
  inputs: (run) => node.inputs(run).map(([name, value]) => [ofTwin(name), value] as const),
})
