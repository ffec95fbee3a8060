import { readXlsx } from 'hucre/xlsx'
import type { Fact } from '../../playbook/fact.ts'
import type { PlaybookNode } from '../../playbook/playbook.ts'
import { firstProblems, type Problem, problem } from '../../problem/problem.ts'
import { type Imported, type Into, otherwise } from '../carried.ts'
import { asIdentifier, Names } from '../names.ts'
import { GrowingScope } from '../scope.ts'
import { archiveProblem } from './archive.ts'
import { columnLetter, KEYS, MOST_COLUMNS, MOST_ROWS } from './layout.ts'
import { type Cell, SheetReader } from './sheet.ts'

interface Sheet {
  readonly name: string
  readonly rows: readonly (readonly Cell[])[]
  /** Cells that hold a formula, by their places. */
  readonly formulas: readonly (readonly [row: number, column: number])[]
}

/**
 * The decision tables of an Excel workbook, one of each sheet that is laid out as `layout.ts` says. Figures that are
 * neither in the dictionary nor tables of the workbook become new facts, of the types that the sheet says or its
 * cells show. Workbooks that unpack to more than 64 MB, or need a password, are refused.
 */
export async function importXlsx(bytes: Uint8Array, into: Into): Promise<Imported> {
  const read = await sheetsOf(bytes)
  if (!Array.isArray(read)) return { facts: [], nodes: [], problems: [read] }
  const facts: Fact[] = []
  const nodes: PlaybookNode[] = []
  const problems: Problem[] = []
  const scope = new GrowingScope(into.facts, into.known)
  const factNames = new Names(into.taken)
  const ids = new Names([...(into.taken ?? []), ...into.facts.map(({ name }) => name)])
  for (const { name, rows, formulas } of inOrder(read, new GrowingScope(into.facts))) {
    if (rows.every((row) => row.every((cell) => cell === null))) continue
    for (const [row, column] of formulas) {
      const cell = `${columnLetter(column)}${row + 1}`
      problems.push(otherwise([name, cell], 'formula', cell))
    }
    const reader = new SheetReader({
      sheet: name,
      rows,
      scope,
      texts: into.texts ?? new Map(),
      ids,
      factNames,
      createFact: (fact) => {
        facts.push(fact)
        scope.addFact(fact)
      },
    })
    const node = reader.read()
    problems.push(...reader.problems)
    if (!node) continue
    nodes.push(node)
    scope.addNode(node)
  }
  return { facts, nodes, problems: firstProblems(problems) }
}

async function sheetsOf(bytes: Uint8Array): Promise<Sheet[] | Problem> {
  const unsafe = archiveProblem(bytes)
  if (unsafe !== null) return problem('not_xlsx', [], { found: unsafe })
  try {
    const range = `A1:${columnLetter(MOST_COLUMNS - 1)}${MOST_ROWS}`
    const { sheets } = await readXlsx(bytes, { range })
    return sheets.map(({ name, rows, cells }) => ({
      name,
      rows: rows.map((row) => row.map(plainCell)),
      formulas: [...(cells ?? [])].flatMap(([place, { formula }]) =>
        formula === undefined ? [] : [placeOf(place)],
      ),
    }))
  } catch (fault) {
    return problem('not_xlsx', [], { found: fault instanceof Error ? fault.message.slice(0, 200) : 'XLSX' })
  }
}

function placeOf(place: string): [row: number, column: number] {
  const [row = 0, column = 0] = place.split(',').map(Number)
  return [row, column]
}

/** Texts without spaces at their ends, which nobody sees; days as they are written. */
function plainCell(cell: unknown): Cell {
  if (cell instanceof Date)
    return Number.isNaN(cell.getTime()) ? null : cell.toISOString().slice(0, 'YYYY-MM-DD'.length)
  if (typeof cell === 'string') return cell.trim() === '' ? null : cell.trim()
  return typeof cell === 'number' || typeof cell === 'boolean' ? cell : null
}

/** Tables that others of the workbook read come before them, so that their figures are known. */
function inOrder(sheets: readonly Sheet[], scope: GrowingScope): Sheet[] {
  const rowOf = ({ rows }: Sheet, key: string) => rows.find(([first]) => first === key) ?? []
  const idOf = (cell: Cell | undefined): string => asIdentifier(String(cell ?? ''), 'table')
  const byTable = new Map(sheets.map((sheet) => [idOf(rowOf(sheet, KEYS.table)[1]), sheet]))
  const ordered = new Set<Sheet>()
  const begun = new Set<Sheet>()
  const visit = (sheet: Sheet): void => {
    if (begun.has(sheet)) return
    begun.add(sheet)
    for (const figure of rowOf(sheet, KEYS.figure).slice(1)) {
      const table = idOf(String(figure ?? '').split('.')[0] ?? '')
      const other = scope.value(table) ? undefined : byTable.get(table)
      if (other && other !== sheet) visit(other)
    }
    ordered.add(sheet)
  }
  for (const sheet of sheets) visit(sheet)
  return [...ordered]
}
