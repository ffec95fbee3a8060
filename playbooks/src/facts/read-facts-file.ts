import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { Fact, Problem } from '@branch-playbook/engine'
import { CsvError, parse } from 'csv-parse'
import { unreadable } from '../read-text.ts'
import { asText, NotText } from './as-text.ts'
import { type Facts, FactsTable } from './facts-table.ts'
import { FoundProblems } from './found-problems.ts'

export type FactsRead =
  | { readonly ok: true; readonly facts: Facts }
  /** The first problems, and how many there are. */
  | { readonly ok: false; readonly problems: readonly Problem[]; readonly count: number }

/** Bounds the memory that a quotation mark which is never closed can take. */
const MOST_CHARACTERS_A_LINE = 1_000_000

/**
 * Reads a facts file: CSV with a header, one line a customer. It is read as a stream, so its size is bounded
 * by the memory of the columns only.
 */
export async function readFactsFile(file: string, dictionary: readonly Fact[]): Promise<FactsRead> {
  const problems = new FoundProblems()
  const table = new FactsTable(dictionary, problems)
  let lines = 0
  let state: 'header' | 'rows' | 'stopped' = 'header'
  const parser = parse({
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    max_record_size: MOST_CHARACTERS_A_LINE,
    // Called at once for every row: an error further on in the file must not hide what is wrong before it.
    on_record: (cells: string[], context) => {
      const line = context.lines - lineBreaksIn(cells)
      lines = context.lines
      if (state === 'rows') table.row(cells, line)
      else if (state === 'header') state = table.header(cells, line) ? 'rows' : 'stopped'
      if (state === 'stopped') throw new Stopped()
      return null
    },
  })
  try {
    await pipeline(createReadStream(file, { highWaterMark: 1 << 18 }), asText, parser.resume())
  } catch (error) {
    if (error instanceof NotText) problems.add('facts_not_text', { line: error.line })
    else if (error instanceof CsvError) addCsvProblem(error, lines + 1, problems)
    else if (!(error instanceof Stopped)) return { ok: false, problems: [unreadable(file, error)], count: 1 }
  }
  const facts = table.facts()
  if (problems.count === 0 && facts.customers.length === 0) problems.add('facts_empty')
  return problems.count === 0
    ? { ok: true, facts }
    : { ok: false, problems: problems.shown, count: problems.count }
}

/** The header is wrong: rows under it could only add problems that are none. */
class Stopped extends Error {}

const lineBreaksIn = (cells: readonly string[]): number =>
  cells.reduce(
    (sum, cell) =>
      cell.includes('\n') || cell.includes('\r') ? sum + cell.split(/\r\n|\n|\r/).length - 1 : sum,
    0,
  )

function addCsvProblem(error: CsvError, line: number, problems: FoundProblems): void {
  if (error.code === 'CSV_MAX_RECORD_SIZE') {
    problems.add('facts_line_too_long', { line, most: MOST_CHARACTERS_A_LINE })
  } else problems.add('facts_quoting', { line })
}
