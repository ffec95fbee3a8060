import { setImmediate } from 'node:timers/promises'
import type { Database, Tables } from '../store/tables.ts'
import { pageAfter } from './pages.ts'

type Entry = Tables['audit_entries']

export const EXPORT_FORMATS = ['jsonl', 'csv'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

const COLUMNS = [
  'number',
  'at',
  'by',
  'action',
  'subject',
  'details',
  'commitments',
  'previous',
  'hash',
] as const satisfies readonly (keyof Entry)[]

/**
 * The log as text, a page of entries at a time: JSON Lines with all that the hashes are made of, or CSV for
 * spreadsheets. What is personal stays in the store, so that it can still be erased.
 */
export async function* exportedLog(store: Database, format: ExportFormat): AsyncGenerator<string> {
  const line = format === 'jsonl' ? jsonLine : csvLine
  if (format === 'csv') yield `${COLUMNS.join(',')}\r\n`
  let last: number | null = null
  for (;;) {
    const entries: Entry[] = await pageAfter(store, last)
    const end = entries.at(-1)
    if (!end) return
    yield entries.map(line).join('')
    last = end.number
    // Requests have their turn between two pages.
    await setImmediate()
  }
}

const jsonLine = (entry: Entry): string =>
  `${JSON.stringify(Object.fromEntries(COLUMNS.map((column) => [column, entry[column]])))}\n`

/** A line of RFC 4180. */
const csvLine = (entry: Entry): string =>
  `${COLUMNS.map((column) => csvCell(String(entry[column]))).join(',')}\r\n`

/** A text that a spreadsheet would take for a formula gets an apostrophe before it. */
function csvCell(text: string): string {
  const harmless = /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
