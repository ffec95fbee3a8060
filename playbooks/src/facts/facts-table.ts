import { encode, type Fact, type Population, typeOfFact, type ValueType } from '@branch-playbook/engine'
import { type CellReader, cellReader, expectedOf } from './cell.ts'
import type { FoundProblems } from './found-problems.ts'
import { GrowingColumn } from './growing-column.ts'

/** Customers of a facts file, in its order. */
export interface Facts {
  readonly population: Population
  readonly customers: readonly string[]
  /** Who looks after whom; null when the file has no column of advisers. */
  readonly advisers: Advisers | null
  /** Columns that the playbook has no fact for. */
  readonly ignored: readonly string[]
}

export interface Advisers {
  readonly ids: readonly string[]
  /** For each customer the position of his adviser; -1 for a customer without one. */
  readonly adviserOf: Int32Array
}

interface FactColumn {
  readonly name: string
  readonly place: number
  readonly type: ValueType
  readonly missing: number
  readonly mayBeMissing: boolean
  readonly read: CellReader
  readonly values: GrowingColumn
}

const CUSTOMER = 'customer'
const ADVISER = 'adviser'

/** More would not fit the memory of one machine, nor the index that finds duplicates. */
const MOST_CUSTOMERS = 10_000_000

/** Takes the rows of a facts file one by one, and keeps what they say as columns. */
export class FactsTable {
  readonly #dictionary: readonly Fact[]
  readonly #problems: FoundProblems
  readonly #lineOf = new Map<string, number>()
  readonly #advisers = new Map<string, number>()
  readonly #adviserOf = new GrowingColumn({ kind: 'count' })
  #columns: FactColumn[] = []
  #width = 0
  #customerAt = -1
  #adviserAt = -1
  #ignored: string[] = []
  #full = false

  constructor(dictionary: readonly Fact[], problems: FoundProblems) {
    this.#dictionary = dictionary
    this.#problems = problems
  }

  /** Takes the header; false when rows under it could not be read. */
  header(names: readonly string[], line: number): boolean {
    const before = this.#problems.count
    names.forEach((name, at) => {
      if (names.indexOf(name) < at) this.#problems.add('facts_column_twice', { column: name })
    })
    const place = (name: string): number => {
      const at = names.indexOf(name)
      if (at < 0) this.#problems.add('facts_column_missing', { column: name, line })
      return at
    }
    this.#width = names.length
    this.#customerAt = place(CUSTOMER)
    this.#adviserAt = names.indexOf(ADVISER)
    this.#columns = this.#dictionary.map((fact) => {
      const type = typeOfFact(fact)
      return {
        name: fact.name,
        place: place(fact.name),
        type,
        missing: encode(type, null),
        mayBeMissing: fact.missing === 'possible',
        read: cellReader(type),
        values: new GrowingColumn(type),
      }
    })
    const used = new Set([CUSTOMER, ADVISER, ...this.#dictionary.map(({ name }) => name)])
    this.#ignored = names.filter((name) => !used.has(name))
    return this.#problems.count === before
  }

  row(cells: readonly string[], line: number): void {
    if (this.#full) return
    if (cells.length !== this.#width) {
      this.#problems.add('facts_row_length', { line, found: cells.length, expected: this.#width })
      return
    }
    const customer = cells[this.#customerAt] ?? ''
    const first = this.#lineOf.get(customer)
    if (customer === '') this.#problems.add('facts_customer_empty', { line })
    else if (first !== undefined) this.#problems.add('facts_customer_twice', { customer, line, first })
    else if (this.#lineOf.size === MOST_CUSTOMERS) {
      this.#full = true
      this.#problems.add('facts_too_many_customers', { most: MOST_CUSTOMERS })
    } else this.#lineOf.set(customer, line)
    for (const column of this.#columns) column.values.push(this.#cell(column, cells, line))
    if (this.#adviserAt >= 0) this.#adviserOf.push(this.#adviser(cells[this.#adviserAt] ?? ''))
  }

  #cell(
    { name, place, type, missing, mayBeMissing, read }: FactColumn,
    cells: readonly string[],
    line: number,
  ) {
    const cell = cells[place] ?? ''
    if (cell === '') {
      if (!mayBeMissing) this.#problems.add('facts_value_missing', { column: name, line })
      return missing
    }
    const value = read(cell)
    if (value === undefined) {
      const expected = expectedOf(type)
      this.#problems.add('facts_wrong_value', { column: name, value: shortened(cell), line, expected })
    }
    return value ?? missing
  }

  #adviser(id: string): number {
    if (id === '') return -1
    const known = this.#advisers.get(id)
    if (known !== undefined) return known
    this.#advisers.set(id, this.#advisers.size)
    return this.#advisers.size - 1
  }

  /** What the rows said; meaningful only when they had no problems. */
  facts(): Facts {
    const customers = [...this.#lineOf.keys()]
    const columns = this.#columns.map(({ name, values }) => [name, values.values] as const)
    return {
      population: { count: customers.length, columns: new Map(columns) },
      customers,
      advisers:
        this.#adviserAt < 0
          ? null
          : { ids: [...this.#advisers.keys()], adviserOf: Int32Array.from(this.#adviserOf.values) },
      ignored: this.#ignored,
    }
  }
}

const shortened = (cell: string): string => (cell.length > 40 ? `${cell.slice(0, 37)}...` : cell)
