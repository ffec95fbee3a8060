import { factSchema, parseDay, typeOfFact } from '@branch-playbook/engine'
import { asIdentifier, fromFeel } from '@branch-playbook/engine/interchange'
import type { Case, CaseValue } from './case.ts'
import { completeFacts, numberType, saidOf } from './infer-facts.ts'

type Written = Readonly<Record<string, unknown>>
type Table = NonNullable<Case['table']>
type Column = { readonly of: string } & Written

/** The node that the single table of a case becomes. */
const TABLE = 'table'

/** The part of a table that says which row decided. */
const ROW = 'row'

/** What a case over one decision table says, in the long forms of a playbook. */
interface TableCase {
  readonly facts: readonly Written[]
  readonly nodes: readonly Written[]
  readonly customers: Case['customers']
  readonly expected: readonly Written[]
}

/**
 * A table from anywhere: facts and outputs may be called as it calls them, `orderSize` is `order_size`. What the case
 * does not say of a fact is seen from its customers and from the cells of its column.
 */
export function tableCase(table: Table, { facts: stated, customers: given, expected }: Case): TableCase {
  const columns = table.inputs.map((input): Column => {
    const column = typeof input === 'string' ? { of: input } : input
    return { ...column, of: nameOf(String(column.of), 'fact') }
  })
  const outputs = table.outputs.map((output) => ({ ...output, id: nameOf(output.id, 'output') }))
  const customers = given.map(renamed)
  const declared = Array.isArray(stated) ? stated : stated && renamed(stated)
  const isDeclared = new Set(completeFacts(declared, []).map(({ name }) => name))
  const facts = completeFacts(declared, customers).map((fact) =>
    isDeclared.has(fact.name) ? fact : withCells(fact, cellsOf(table, columns, fact.name), customers),
  )
  const node = { id: TABLE, kind: 'table', ...table, outputs, ...inCells(table, columns, facts) }
  return { facts, nodes: [node], customers, expected: expected.map((each) => expectedOf(each, outputs)) }
}

/** Names that a playbook takes stay as they are. */
const nameOf = (written: string, prefix: string): string =>
  /^[a-z][a-z0-9_]{0,63}$/.test(written) ? written : asIdentifier(written, prefix)

const renamed = <Value>(record: Readonly<Record<string, Value>>): Record<string, Value> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [nameOf(name, 'fact'), value]))

/** The rows as far as they have the form of rows; what is wrong with the others, the playbook's schema says. */
const rowsOf = (table: Table): readonly unknown[] => (Array.isArray(table.rows) ? table.rows : [])

function whenOf(row: unknown): readonly unknown[] | null {
  const when = typeof row === 'object' && row !== null && 'when' in row ? row.when : null
  return Array.isArray(when) ? when : null
}

function cellsOf(table: Table, columns: readonly Column[], name: unknown): string[] {
  const places = columns.flatMap(({ of }, at) => (of === name ? [at] : []))
  return rowsOf(table).flatMap((row) =>
    places.flatMap((at) => {
      const cell = whenOf(row)?.[at]
      return typeof cell === 'string' ? [cell] : []
    }),
  )
}

const TEXT = /"((?:[^"\\]|\\.)*)"/g
const NUMBER = /(?:(?<!\d)\.|\d+\.(?=\d)|)\d+(?:[eE][+-]?\d+)?/g

/** Cells may test for texts that no customer has, and for fractions where all customers have whole numbers. */
function withCells(fact: Written, cells: readonly string[], customers: Case['customers']): Written {
  const own = customers.flatMap((customer): CaseValue[] => {
    const value = saidOf(customer, String(fact.name)) ?? null
    return value === null ? [] : [value]
  })
  const texts = cells.flatMap((cell) => [...cell.matchAll(TEXT)].map(([, text = '']) => text))
  const isText = texts.some((text) => parseDay(text) === null)
  const isOpen = own.length === 0
  if (fact.type === 'class' || (isOpen && isText)) {
    const values = [...new Set([...(Array.isArray(fact.values) ? fact.values : []), ...texts])]
    return { ...fact, type: 'class', values }
  }
  if (fact.type !== 'count' && fact.type !== 'money' && !isOpen) return fact
  const plain = cells.map((cell) => cell.replaceAll(/\d{4}-\d{2}-\d{2}/g, ''))
  if (plain.some((cell, at) => cell !== cells[at])) return isOpen ? { ...fact, type: 'date' } : fact
  const numbers = plain.flatMap((cell) => cell.match(NUMBER) ?? []).map(Number)
  if (isOpen && numbers.length === 0) return fact
  return { ...fact, type: numberType([...numbers, ...own.filter((value) => typeof value === 'number')]) }
}

/** Where the case does not say what a missing figure means, cells say of it what FEEL says: `not("A")` holds. */
function inCells(table: Table, columns: readonly Column[], facts: readonly Written[]): Written {
  const types = new Map(
    facts.flatMap((written) => {
      const fact = factSchema.safeParse(written)
      return fact.success && fact.data.missing === 'possible' ? [[fact.data.name, typeOfFact(fact.data)]] : []
    }),
  )
  const inputs = columns.map((column) => (types.has(column.of) ? { ifMissing: 'fails', ...column } : column))
  const cell = (written: unknown, at: number): unknown => {
    const column = columns[at]
    const type = column && !('ifMissing' in column) ? types.get(column.of) : undefined
    if (!type || typeof written !== 'string') return written
    const read = fromFeel(written, type, true)
    return 'text' in read ? read.text : written
  }
  const rows = rowsOf(table).map((row) => {
    const when = whenOf(row)
    return when ? { ...Object(row), when: when.map(cell) } : row
  })
  return { inputs, ...(Array.isArray(table.rows) && { rows }) }
}

/** A bare value is the first output, or the list it collects; others go by the ids of the outputs. */
function expectedOf(
  expected: Case['expected'][number],
  outputs: readonly { readonly id: string }[],
): Written {
  if (typeof expected !== 'object' || expected === null || Array.isArray(expected))
    return { [TABLE]: expected }
  const partOf = (written: string): string => {
    const id = nameOf(written, 'output')
    if (id === outputs[0]?.id) return TABLE
    return id === ROW || outputs.some((output) => output.id === id) ? `${TABLE}.${id}` : written
  }
  return Object.fromEntries(Object.entries(expected).map(([id, value]) => [partOf(id), value]))
}
