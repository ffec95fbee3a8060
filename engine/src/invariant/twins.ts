import type { Operand, Step } from '../expression/expression.ts'
import { visitOperands } from '../expression/reads.ts'
import type { Plan } from '../plan/plan.ts'
import type { Fact } from '../playbook/fact.ts'
import { inEveryLanguage } from '../values/fields.ts'
import type { ValueType } from '../values/value-type.ts'
import { withOperands } from './rename.ts'

/** The name of a figure of the second of two customers. No name in a playbook ends so. */
export const ofTwin = (name: string): string => `${name}#`

/** A plan that decides two customers at once, who differ in one figure and in what follows from it. */
export interface Twins {
  readonly plan: Plan
  /** The name of a figure of the second customer: his own when it follows from what the two differ in. */
  ofSecond(name: string): string
}

/** Two customers of a plan who are alike in all facts but `more`, or in all figures when it is a node's. */
export function twinsOf(plan: Plan, more: string): Twins {
  const isFact = plan.playbook.facts.some(({ name }) => name === more)
  const differing = new Set([more])
  for (const { name, expression } of plan.steps) {
    if (name === more) continue
    visitOperands(expression, (operand) => {
      const reads = operand.op === 'fact' || operand.op === 'step'
      if (reads && differing.has(operand.name)) differing.add(name)
    })
  }
  const ofSecond = (name: string) => (differing.has(name) ? ofTwin(name) : name)
  const secondOperand = (operand: Operand): Operand =>
    operand.op === 'fact' || operand.op === 'step' ? { ...operand, name: ofSecond(operand.name) } : operand
  const steps = plan.steps.flatMap((step): Step[] => {
    if (step.name === more) return []
    if (!differing.has(step.name)) return [step]
    const expression = withOperands(step.expression, secondOperand)
    return [step, { ...step, name: ofTwin(step.name), expression }]
  })
  const type = plan.types.get(more) ?? { kind: 'money' }
  const missing = plan.playbook.facts.find(({ name }) => name === more)?.missing ?? 'never'
  const added = [...(isFact ? [] : [more]), ofTwin(more)].map((name) => looseFact(name, type, missing))
  const types = [...steps, { name: ofTwin(more), type }].map((each) => [each.name, each.type] as const)
  return {
    plan: {
      ...plan,
      playbook: { ...plan.playbook, facts: [...plan.playbook.facts, ...added] },
      steps,
      outputs: [],
      types: new Map([...plan.types, ...types]),
    },
    ofSecond,
  }
}

/** A figure that is given and not worked out, as evaluators know such: a fact. */
function looseFact(name: string, type: ValueType, missing: Fact['missing']): Fact {
  const base = { name, label: inEveryLanguage(name), missing }
  return type.kind === 'class'
    ? { ...base, type: 'class', values: [...type.values] }
    : { ...base, type: type.kind }
}
