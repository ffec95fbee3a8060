import { type Parsed, type Playbook, parsePlaybook, problem } from '@branch-playbook/engine'
import type { Case } from './case.ts'
import { dmnCase } from './dmn-case.ts'
import { completeFacts } from './infer-facts.ts'
import { rulesCase } from './rules-case.ts'

type Written = Readonly<Record<string, unknown>>
type Table = NonNullable<Case['table']>

/** The node that the single table of a case becomes. */
const TABLE = 'table'

/** The part of a table that says which row decided. */
const ROW = 'row'

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

function written({ playbook, table, facts: stated, customers, expected }: Case): LongForm {
  const { nodes, facts: own, ...more } = playbook ?? { nodes: [] }
  const facts = completeFacts(stated ?? own, customers)
  return {
    facts,
    nodes: table ? [completeTable(table, facts)] : nodes,
    customers,
    expected: expected.map((each) => expectedOf(each, table)),
    more,
  }
}

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

/** Columns may be the names of facts alone; as in DMN, a test on a missing figure then fails. */
function completeTable(table: Table, facts: readonly Written[]): Written {
  const missing = new Set(facts.flatMap((fact) => (fact.missing === 'possible' ? [fact.name] : [])))
  const inputs = table.inputs.map((input): Written => {
    const column = typeof input === 'string' ? { of: input } : input
    return missing.has(column.of) ? { ifMissing: 'fails', ...column } : column
  })
  return { id: TABLE, kind: 'table', ...table, inputs }
}

/** Of a single table, a bare value is its first output; others go by the ids of the outputs. */
function expectedOf(expected: Case['expected'][number], table: Case['table']): Written {
  const isRecord = typeof expected === 'object' && expected !== null && !Array.isArray(expected)
  if (!isRecord) return { [TABLE]: expected }
  if (!table) return expected
  const nameOf = (id: string): string => {
    if (id === table.outputs[0]?.id) return TABLE
    return id === ROW || table.outputs.some((output) => output.id === id) ? `${TABLE}.${id}` : id
  }
  return Object.fromEntries(Object.entries(expected).map(([id, value]) => [nameOf(id), value]))
}
