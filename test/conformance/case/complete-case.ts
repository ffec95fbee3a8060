import { type Parsed, type Playbook, parsePlaybook, problem } from '@branch-playbook/engine'
import type { Case } from './case.ts'
import { dmnCase } from './dmn-case.ts'
import { completeFacts } from './infer-facts.ts'
import { rulesCase } from './rules-case.ts'
import { tableCase } from './table-case.ts'

type Written = Readonly<Record<string, unknown>>

const WAYS = ['playbook', 'table', 'rules', 'dmn'] as const

const named = (name: string) => ({ 'zh-CN': name, en: name })

/** The playbook of a case, with its customers and what is expected of them as the playbook's tests. */
export function completeCase(given: Case): Parsed<Playbook> {
  const ways = WAYS.filter((way) => given[way] !== undefined)
  if (ways.length !== 1) return refused(`one of ${WAYS.join(', ')} has to say what decides`)
  if (given.expected.length !== given.customers.length && !given.problems)
    return refused(
      `there are ${given.customers.length} customers and ${given.expected.length} expected outcomes`,
    )
  if (given.rules === undefined && given.dmn === undefined) return playbookOf(given, written(given))
  const imported = given.dmn === undefined ? rulesCase(given) : dmnCase(given)
  return imported.ok ? playbookOf(given, imported.value) : imported
}

/** What a case says, in the long forms of a playbook. */
interface LongForm {
  readonly facts: readonly Written[]
  readonly nodes: readonly Written[]
  readonly customers: Case['customers']
  readonly expected: readonly Written[]
  /** Further fields of the playbook. */
  readonly more?: Written
}

function written(given: Case): LongForm {
  const { playbook, table, facts: stated, customers, expected } = given
  if (table) return tableCase(table, given)
  const { nodes, facts: own, ...more } = playbook ?? { nodes: [] }
  return {
    facts: completeFacts(stated ?? own, customers),
    nodes,
    customers,
    expected: expected.map((each) => (isRecord(each) ? each : { table: each })),
    more,
  }
}

const isRecord = (value: unknown): value is Written =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const playbookOf = (given: Case, { facts, nodes, customers, expected, more }: LongForm): Parsed<Playbook> =>
  parsePlaybook({
    format: 1,
    id: 'conformance',
    name: named(given.name),
    currency: 'CNY',
    calendar: typeof given.calendar === 'string' ? given.calendar : given.calendar.id,
    ...more,
    facts,
    nodes: nodes.map((node) => ({ name: named(String(node.id ?? '')), ...node })),
    tests: customers.map((customer, at) => ({
      name: `customer ${at + 1}`,
      facts: customer,
      asOf: given.asOf,
      ...(given.events.length > 0 && { events: given.events }),
      expect: expected[at] ?? {},
    })),
  })

const refused = (reason: string): Parsed<Playbook> => ({
  ok: false,
  problems: [problem('wrong_value', [], { found: 'the case', reason })],
})
