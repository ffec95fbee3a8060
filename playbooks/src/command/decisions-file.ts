import { formatDay, type Maybe, type Plan, type ValueType } from '@branch-playbook/engine'
import type { Facts } from '../facts/facts-table.ts'
import { listings } from './listing.ts'
import type { Outcomes } from './outcomes.ts'

const ROWS_A_CHUNK = 2000

/**
 * The decisions as CSV, in the order of the facts file: `customer`, the plan's outputs, and, when customers
 * have advisers, `listing` and `position`. Values are written as the facts file writes them.
 */
export function* decisionsFile(
  plan: Plan,
  { customers, advisers }: Facts,
  outcomes: Outcomes,
): Generator<string> {
  const listing =
    advisers && plan.arbitration !== null ? listings(plan, outcomes.decisions, advisers, customers) : null
  const header = [
    'customer',
    ...plan.outputs.map(({ name }) => name),
    ...(listing ? ['listing', 'position'] : []),
  ]
  let chunk = `${header.join(',')}\n`
  for (const [at, customer] of customers.entries()) {
    const cells = plan.outputs.map(({ type }, output) => cell(type, outcomes.value(output, at)))
    const place = listing?.(at)
    const last = listing ? [place?.place ?? '', place?.position ?? ''] : []
    chunk += `${[quoted(customer), ...cells, ...last].join(',')}\n`
    if (at % ROWS_A_CHUNK === 0) {
      yield chunk
      chunk = ''
    }
  }
  yield chunk
}

function cell(type: ValueType, value: Maybe): string {
  if (value === null) return ''
  if (type.kind === 'date' && typeof value === 'number') return formatDay(value)
  return type.kind === 'class' ? quoted(String(value)) : String(value)
}

const quoted = (text: string): string =>
  /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
