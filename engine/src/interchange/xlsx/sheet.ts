import { AGGREGATIONS, HIT_POLICIES, OUTPUT_TYPES } from '../../nodes/table/schema.ts'
import type { Fact } from '../../playbook/fact.ts'
import { type Problem, problem } from '../../problem/problem.ts'
import { shiftedAmounts } from '../../unary/amounts.ts'
import { parseUnary } from '../../unary/parse.ts'
import { parseDay } from '../../values/day.ts'
import type { Bilingual } from '../../values/fields.ts'
import { inEveryLanguage } from '../../values/fields.ts'
import type { Scalar } from '../../values/value-type.ts'
import { leftOut, otherwise, type Path } from '../carried.ts'
import { type Policy, readPolicy } from '../dmn/policies.ts'
import type { TableNode } from '../dmn/table.ts'
import { kindShown } from '../dmn/types.ts'
import { literalsIn, readCellLiteral, readFeelList, readFeelLiteral } from '../feel/literal.ts'
import { asIdentifier, type Names } from '../names.ts'
import type { GrowingScope } from '../scope.ts'
import { COLUMNS, columnLetter, KEYS, minorDigits } from './layout.ts'

export type Cell = string | number | boolean | null

export interface SheetContext {
  readonly sheet: string
  readonly rows: readonly (readonly Cell[])[]
  readonly scope: GrowingScope
  readonly texts: ReadonlyMap<string, readonly string[]>
  readonly ids: Names
  readonly factNames: Names
  createFact(fact: Fact): void
}

interface SheetColumn {
  readonly at: number
  readonly kind: string
}

type OutputType = (typeof OUTPUT_TYPES)[number]

/** A test has at most so many characters. */
const MOST_CHARACTERS = 16_000
const MOST_TABLE_ROWS = 10_000

/** Reads one sheet as a decision table; problems have the path `/sheet/cell`. */
export class SheetReader {
  readonly problems: Problem[] = []
  readonly #context: SheetContext
  readonly #keys = new Map<string, number>()
  readonly #start: number

  constructor(context: SheetContext) {
    this.#context = context
    const rows = context.rows.findIndex(([first]) => first === KEYS.rows)
    this.#start = rows < 0 ? context.rows.length : rows + 1
    for (const [at, [first]] of context.rows.slice(0, this.#start).entries()) {
      if (typeof first === 'string' && !this.#keys.has(first)) this.#keys.set(first, at)
    }
  }

  read(): TableNode | null {
    const written = this.#text(KEYS.table, 1)
    const columns = this.#columns()
    const inputs = columns.filter(({ kind }) => kind === COLUMNS.input)
    const outputs = columns.filter(({ kind }) => kind === COLUMNS.output)
    if (written === '' || inputs.length === 0 || outputs.length === 0)
      return this.#leave(0, 0, 'form', this.#context.sheet)
    const policy = this.#policy()
    const tested = inputs.map(({ at }) => this.#input(at))
    const given = outputs.map(({ at }) => this.#output(at))
    const rows = this.#rows(columns, given)
    if (!policy || this.problems.some(({ severity }) => severity === 'error')) return null
    const id = this.#context.ids.free(written, 'table')
    if (id !== written) this.#say(this.#keys.get(KEYS.table) ?? 0, 1, otherwise, 'renamed', written, id)
    return {
      id,
      kind: 'table',
      name: bilingual(this.#text(KEYS.name, 1), this.#text(KEYS.name, 2)) ?? {
        'zh-CN': written,
        en: written,
      },
      hitPolicy: policy.hitPolicy,
      ...(policy.aggregation && { aggregation: policy.aggregation }),
      inputs: tested.filter((each) => each !== null),
      outputs: given.filter((each) => each !== null),
      rows,
    }
  }

  #path(row: number, column: number): Path {
    return [this.#context.sheet, `${columnLetter(column)}${row + 1}`]
  }

  #say<Reason, Now extends unknown[]>(
    row: number,
    column: number,
    as: (path: Path, reason: Reason, found: unknown, ...now: Now) => Problem,
    reason: Reason,
    found: unknown,
    ...now: Now
  ): null {
    this.problems.push(as(this.#path(row, column), reason, found, ...now))
    return null
  }

  #leave(row: number, column: number, reason: Parameters<typeof leftOut>[1], found: unknown): null {
    return this.#say(row, column, leftOut, reason, found)
  }

  #cell(key: string, column: number): Cell {
    const row = this.#keys.get(key)
    return row === undefined ? null : (this.#context.rows[row]?.[column] ?? null)
  }

  #text(key: string, column: number): string {
    return String(this.#cell(key, column) ?? '')
  }

  #row(key: string): number {
    return this.#keys.get(key) ?? 0
  }

  #columns(): SheetColumn[] {
    const row = this.#context.rows[this.#keys.get(KEYS.column) ?? -1] ?? []
    return row.flatMap((cell, at) => {
      if (at === 0 || cell === null) return []
      const kind = Object.values(COLUMNS).find((each) => each.toLowerCase() === String(cell).toLowerCase())
      if (kind === undefined) this.#leave(this.#row(KEYS.column), at, 'form', cell)
      return [{ at, kind: kind ?? '' }]
    })
  }

  /** In the words of the engine, or in those or the letters of DMN. */
  #policy(): Policy | null {
    const [written, by] = [this.#text(KEYS.policy, 1), this.#text(KEYS.policy, 2)]
    const hitPolicy = HIT_POLICIES.find((each) => each === written.toLowerCase().replaceAll(' ', '_'))
    const aggregation = AGGREGATIONS.find((each) => each === by.toLowerCase())
    if (hitPolicy && (aggregation || by === '')) return { hitPolicy, aggregation }
    return (
      readPolicy(written, by) ?? this.#leave(this.#row(KEYS.policy), 1, 'policy', `${written} ${by}`.trim())
    )
  }

  #input(at: number): TableNode['inputs'][number] | null {
    const written = this.#text(KEYS.figure, at)
    if (written === '') return this.#leave(this.#row(KEYS.figure), at, 'name', columnLetter(at))
    const of = this.#figure(written, at)
    const value = of === null ? undefined : this.#context.scope.value(of)
    if (of === null || !value) return null
    this.#cells(at, ({ row, cell }) => {
      const text = this.#test(cell, at)
      if (text.length > MOST_CHARACTERS) return this.#leave(row, at, 'length', text)
      const parsed = parseUnary(text, value.type, value.mayBeMissing)
      if (!parsed.ok)
        this.problems.push(problem(parsed.code, this.#path(row, at), { reference: of, ...parsed.values }))
      return null
    })
    const ifMissing = this.#text(KEYS.ifMissing, at).toLowerCase()
    if (ifMissing !== '' && ifMissing !== 'fails' && ifMissing !== 'holds') {
      return this.#leave(this.#row(KEYS.ifMissing), at, 'value', ifMissing)
    }
    const label = this.#label(at)
    return {
      of,
      ...(label && { label }),
      ...(value.mayBeMissing && { ifMissing: ifMissing === '' ? 'fails' : ifMissing }),
    }
  }

  /** The figure that a column tests: one that is known, or a new fact. */
  #figure(written: string, at: number): string | null {
    const { scope, factNames } = this.#context
    if (scope.value(written)) return written
    const name = factNames.of(written, 'fact')
    if (scope.value(name)) return name
    const cells: string[] = []
    this.#cells(at, ({ cell }) => cells.push(cell === null ? '-' : String(cell)))
    const type = this.#text(KEYS.type, at).toLowerCase()
    const stated = OUTPUT_TYPES.find((each) => each === type)
    if (type !== '' && !stated) return this.#leave(this.#row(KEYS.type), at, 'type', type)
    const listed = this.#listed(at)
    const literals = [...listed, ...cells.flatMap((cell) => literalsIn(cell, readCellLiteral))]
    const kind = stated === 'text' ? 'class' : (stated ?? kindShown(null, literals))
    const base = { name, label: inEveryLanguage(written), missing: 'possible' } as const
    if (name !== written) this.#say(this.#row(KEYS.figure), at, otherwise, 'renamed', written, name)
    if (!stated) this.#say(this.#row(KEYS.figure), at, otherwise, 'type_assumed', name, kind)
    if (kind !== 'class') this.#context.createFact({ ...base, type: kind })
    else {
      const texts = literals.flatMap(({ value }) => (typeof value === 'string' ? [value] : []))
      const values = [...new Set([...texts, ...(this.#context.texts.get(name) ?? [])])]
      if (values.length === 0) return this.#leave(this.#row(KEYS.figure), at, 'type', written)
      this.#context.createFact({ ...base, type: 'class', values })
    }
    return name
  }

  #output(at: number): TableNode['outputs'][number] | null {
    const written = this.#text(KEYS.figure, at)
    const typeText = this.#text(KEYS.type, at).toLowerCase()
    const type = OUTPUT_TYPES.find((each) => each === typeText)
    if (written === '') return this.#leave(this.#row(KEYS.figure), at, 'name', columnLetter(at))
    if (!type) return this.#leave(this.#row(KEYS.type), at, 'type', typeText)
    const label = this.#label(at)
    const standard = this.#cell(KEYS.otherwise, at)
    const fallback = standard === null ? null : this.#value(standard, type, this.#row(KEYS.otherwise), at)
    const listed = this.#listed(at)
    return {
      id: asIdentifier(written, 'output'),
      ...(label && { label }),
      type,
      ...(listed.length > 0 && { values: listed.map(({ value }) => this.#amount(value, at)) }),
      ...(fallback !== null && { otherwise: fallback }),
    }
  }

  #listed(at: number) {
    const written = this.#cell(KEYS.values, at)
    if (written === null) return []
    const values = readFeelList(String(written))
    if (!values) this.#leave(this.#row(KEYS.values), at, 'values', written)
    return values ?? []
  }

  #label(at: number): Bilingual | null {
    return bilingual(this.#text(KEYS.labelChinese, at), this.#text(KEYS.labelEnglish, at))
  }

  /** The cells of a column of the table, with the places of their rows in the sheet. */
  #cells(at: number, visit: (cell: { readonly row: number; readonly cell: Cell }) => unknown): void {
    for (const row of this.#tableRows()) visit({ row, cell: this.#context.rows[row]?.[at] ?? null })
  }

  /** Rows with anything in them. */
  #tableRows(): number[] {
    const { rows } = this.#context
    return rows.flatMap((cells, row) =>
      row >= this.#start && cells.some((cell) => cell !== null) ? [row] : [],
    )
  }

  #rows(
    columns: readonly SheetColumn[],
    outputs: readonly (TableNode['outputs'][number] | null)[],
  ): TableNode['rows'] {
    const places = this.#tableRows()
    if (places.length === 0) this.#leave(this.#start, 0, 'row', '')
    if (places.length > MOST_TABLE_ROWS) this.#leave(this.#start, 0, 'overflow', places.length)
    const of = (kind: string) => columns.filter((column) => column.kind === kind)
    const results = of(COLUMNS.output)
    return places.slice(0, MOST_TABLE_ROWS).map((row) => {
      const cells = this.#context.rows[row] ?? []
      const textIn = (kind: string) => String(cells[of(kind)[0]?.at ?? -1] ?? '')
      const note = bilingual(textIn(COLUMNS.noteChinese), textIn(COLUMNS.noteEnglish))
      const id = String(cells[0] ?? '')
      return {
        ...(id !== '' && { id: this.#rowId(id, row) }),
        when: of(COLUMNS.input).map(({ at }) => this.#test(cells[at] ?? null, at)),
        then: results.map(({ at }, place) => {
          const type = outputs[place]?.type
          return type ? (this.#value(cells[at] ?? null, type, row, at) ?? 0) : 0
        }),
        ...(note && { note }),
      }
    })
  }

  #rowId(written: string, row: number): string {
    const id = asIdentifier(written, 'row')
    if (id !== written) this.#say(row, 0, otherwise, 'renamed', written, id)
    return id
  }

  /** How many decimals of the amounts in a column are those of minor units. */
  #digits(at: number): number {
    return minorDigits(this.#text(KEYS.unit, at).toUpperCase())
  }

  /** A cell of tests, amounts in the minor unit. */
  #test(cell: Cell, at: number): string {
    return cell === null ? '-' : shiftedAmounts(String(cell), this.#digits(at))
  }

  #amount(value: Scalar, at: number): Scalar {
    return typeof value === 'number' ? Number(this.#test(value, at)) : value
  }

  /** A cell as a value of the output's type. */
  #value(cell: Cell, type: OutputType, row: number, at: number): Scalar | null {
    if (cell === null) return this.#leave(row, at, 'no_value', columnLetter(at))
    const text = String(cell)
    switch (type) {
      case 'flag': {
        const said = text.toLowerCase()
        return said === 'true' || said === 'false' ? said === 'true' : this.#leave(row, at, 'value', text)
      }
      case 'date':
        return parseDay(text) === null ? this.#leave(row, at, 'value', text) : text
      case 'class':
      case 'text': {
        // Quotation marks hold what a sheet would not show, such as spaces at the ends.
        const quoted = text.startsWith('"') ? readFeelLiteral(text) : null
        return typeof quoted?.value === 'string' ? quoted.value : text
      }
      default: {
        const number = Number(this.#test(text, at))
        return typeof cell === 'boolean' || !Number.isFinite(number)
          ? this.#leave(row, at, 'value', text)
          : number + 0
      }
    }
  }
}

/** A text in both languages; where one is not said, it is that of the other. */
const bilingual = (chinese: string, english: string): Bilingual | null =>
  chinese === '' && english === '' ? null : { 'zh-CN': chinese || english, en: english || chinese }
