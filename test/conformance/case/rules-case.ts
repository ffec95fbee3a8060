import { factSchema, isError, type Parsed, parseWith } from '@branch-playbook/engine'
import { importRules } from '@branch-playbook/engine/interchange'
import { z } from 'zod'
import type { Case, CaseValue } from './case.ts'
import { completeFacts, saidOf } from './infer-facts.ts'

type Written = Readonly<Record<string, unknown>>

/** What a case over rules of json-rules-engine becomes. */
export interface RulesCase {
  readonly facts: readonly Written[]
  readonly nodes: readonly Written[]
  readonly customers: Case['customers']
  /** For each customer the events that are expected to fire, in the order in which the playbook lists them. */
  readonly expected: readonly Written[]
}

/** The node that lists the events that fire. */
const EVENTS = 'events'

/** A playbook has facts, also one whose rules name none. */
const SPARE = {
  name: 'spare',
  label: { 'zh-CN': 'spare', en: 'spare' },
  type: 'flag',
  missing: 'possible',
}

const eventTypes = z.union([z.array(z.string()), z.strictObject({ events: z.array(z.string()) })])

/** Imports the rules of a case; numbers are taken with all their decimals, texts as a class of those that occur. */
export function rulesCase({ rules, facts: stated, customers, expected }: Case): Parsed<RulesCase> {
  const declared = parseWith(z.array(factSchema), completeFacts(stated, []))
  if (!declared.ok) return declared
  // The first reading shows how the rules' own facts are called and which values they are compared with.
  const { facts: found } = importRules(rules, { facts: declared.value })
  const seen = found.map((fact) => {
    const values = customers.flatMap((customer) => saidOf(customer, fact.label.en) ?? [])
    const type = typeOf(values, fact.type === 'class' ? fact.values : [])
    // The first reading takes what is compared with a text for a class; the customers may show that it is none.
    const { name, label, missing } = fact
    return type ? { name, label, missing, ...type } : fact
  })
  const own = [...declared.value, ...seen]
  const facts = parseWith(z.array(factSchema), own.length > 0 ? own : [SPARE])
  if (!facts.ok) return facts
  const { nodes, problems } = importRules(rules, { facts: facts.value })
  const errors = problems.filter(isError)
  if (errors.length > 0) return { ok: false, problems: errors }
  const names = new Map(
    facts.value.flatMap(({ name, label }) => [[name, name] as const, [label.en, name] as const]),
  )
  const order = nodes.flatMap((node) =>
    node.kind === 'table' && node.id === EVENTS ? node.rows.map(({ then: [type] }) => String(type)) : [],
  )
  const value = {
    facts: facts.value,
    nodes,
    customers: customers.map((customer) => renamed(customer, names)),
    expected: expected.map((each): Written => {
      const types = eventTypes.safeParse(each)
      const fired = types.success ? (Array.isArray(types.data) ? types.data : types.data.events) : []
      if (order.length === 0 && fired.length === 0) return {}
      return { [EVENTS]: fired.toSorted((one, other) => order.indexOf(one) - order.indexOf(other)) }
    }),
  }
  return { ok: true, value, problems: [] }
}

/** Facts that no rule names decide nothing. */
const renamed = (customer: Case['customers'][number], names: ReadonlyMap<string, string>) =>
  Object.fromEntries(
    Object.entries(customer).flatMap(([written, value]) => {
      const name = names.get(written)
      return name === undefined ? [] : [[name, value]]
    }),
  )

/** Numbers of any size and with any decimals are percentages, because these are kept as they are. */
function typeOf(values: readonly CaseValue[], compared: readonly string[]): Written | null {
  if (values.length === 0) return null
  if (values.every((value) => typeof value === 'number')) return { type: 'percent' }
  if (values.every((value) => typeof value === 'boolean')) return { type: 'flag' }
  return { type: 'class', values: [...new Set([...values.map(String), ...compared])] }
}
