import {
  formatUnary,
  type Maybe,
  type Plan,
  type Problem,
  type Run,
  traced,
  type UnaryPart,
  type ValueType,
} from '@branch-playbook/engine'
import { blankRow } from './edits.ts'
import { ANYTHING, type Row, type Table } from './table.ts'

/**
 * A row for the customer on whom a gap shows: with his facts, and with what the nodes make of them on the day of the
 * run. Without a plan or a run, and of a customer of whom only figures of nodes were found, the rest stays open.
 */
export function rowFor(table: Table, { witness }: Problem, plan: Plan | null, run: Run | null): Row {
  const row = blankRow(table)
  if (!plan || !witness) return row
  const own = new Map(Object.entries(witness.facts))
  const facts = new Set(plan.playbook.facts.map(({ name }) => name))
  const steps = new Set(plan.steps.map(({ name }) => name))
  const canDecide = run !== null && [...own.keys()].every((name) => facts.has(name))
  const asked = canDecide && table.inputs.some(({ of }) => steps.has(of))
  const decided = asked ? traced(plan).decide(own, { ...run, asOf: witness.asOf ?? run.asOf }) : null
  const when = table.inputs.map(({ of }) => {
    const value = own.has(of) ? own.get(of) : steps.has(of) ? decided?.value(of) : undefined
    const type = plan.types.get(of)
    return value === undefined || !type ? ANYTHING : admitting(value, type)
  })
  return { ...row, when }
}

/** A cell that admits a value. */
const admitting = (value: Maybe, type: ValueType): string =>
  formatUnary({ admits: 'any_of', parts: [partFor(value)] }, type)

/** Of a fraction the whole numbers around it: amounts and counts are written without fractions. */
function partFor(value: Maybe): UnaryPart {
  if (value === null) return { is: 'missing' }
  if (typeof value !== 'number' || Number.isInteger(value)) return { is: 'equal', value }
  const least = Math.floor(value)
  return { is: 'between', interval: { least, most: least + 1, leastOpen: false, mostOpen: true } }
}
