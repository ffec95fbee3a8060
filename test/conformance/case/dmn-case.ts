import { factSchema, isError, type Parsed, parseWith } from '@branch-playbook/engine'
import { asIdentifier, type Imported, importDmn } from '@branch-playbook/engine/interchange'
import { z } from 'zod'
import type { Case } from './case.ts'
import { completeFacts } from './infer-facts.ts'
import type { RulesCase } from './rules-case.ts'

type Customers = Case['customers']
type Expected = Case['expected'][number]

/**
 * Imports the tables of a case. Facts may be called as DMN calls them: `Order Size` is `order_size`. Those that the
 * case does not declare are seen from the customers, numbers with all their decimals; texts are left to the import,
 * which knows what they are compared with.
 */
export function dmnCase({ dmn = '', facts: stated, customers: given, expected }: Case): Parsed<RulesCase> {
  const customers = given.map((customer) => renamed(customer, 'fact'))
  const named = Array.isArray(stated) ? stated : stated && renamed(stated, 'fact')
  const declared = completeFacts(named, [])
  const names = new Set(declared.map(({ name }) => name))
  const seen = completeFacts(named, customers.map(withoutMissing)).filter(
    ({ name, type }) => !names.has(name) && type !== 'class',
  )
  const dictionary = parseWith(z.array(factSchema), [
    ...declared,
    ...seen.map((fact) => ({
      ...fact,
      missing: 'possible',
      type: isNumber(fact.type) ? 'percent' : fact.type,
    })),
  ])
  if (!dictionary.ok) return dictionary
  const imported = importDmn(dmn, { facts: dictionary.value, texts: textsOf(customers) })
  const errors = imported.problems.filter(isError)
  if (errors.length > 0) return { ok: false, problems: errors }
  const facts = [...dictionary.value, ...imported.facts]
  const known = new Set(facts.map(({ name }) => name))
  const value = {
    facts,
    nodes: imported.nodes,
    // Facts that no table names decide nothing.
    customers: customers.map((customer) =>
      Object.fromEntries(Object.entries(customer).filter(([name]) => known.has(name))),
    ),
    expected: expected.map((each) => expectedOf(each, imported)),
  }
  return { ok: true, value, problems: [] }
}

const isNumber = (type: unknown): boolean => type === 'count' || type === 'money' || type === 'percent'

const renamed = <Value>(record: Readonly<Record<string, Value>>, prefix: string): Record<string, Value> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [asIdentifier(name, prefix), value]))

const withoutMissing = (customer: Customers[number]): Customers[number] =>
  Object.fromEntries(Object.entries(customer).filter(([, value]) => value !== null))

function textsOf(customers: Customers): Map<string, string[]> {
  const texts = new Map<string, string[]>()
  for (const [name, value] of customers.flatMap((customer) => Object.entries(customer))) {
    if (typeof value === 'string') texts.set(name, [...new Set([...(texts.get(name) ?? []), value])])
  }
  return texts
}

/** A bare value is the first output of the first table, or the list it collects; others go by their names. */
function expectedOf(expected: Expected, { nodes }: Imported): Readonly<Record<string, unknown>> {
  const table = nodes.find((node) => node.kind === 'table')
  if (table?.kind !== 'table') return {}
  if (typeof expected !== 'object' || expected === null || Array.isArray(expected))
    return { [table.id]: expected }
  const outputs = table.outputs.map(({ id }) => id)
  const nameOf = (written: string): string => {
    const name = asIdentifier(written, 'output')
    if (name === outputs[0]) return table.id
    return name === 'row' || outputs.includes(name) ? `${table.id}.${name}` : name
  }
  return Object.fromEntries(Object.entries(expected).map(([written, value]) => [nameOf(written), value]))
}
