import type { FeedReport } from './report.ts'

const NEEDED: Record<string, string> = { 'branches.csv': 'branch', 'customers.csv': 'customer' }

/** Why nothing should be made of these feeds, though every file can be read; empty when it should. */
export function lossesOf(report: FeedReport, { accepted }: { accepted: boolean }): string[] {
  return report.files.flatMap(({ file, rows, kept }) => {
    const needed = NEEDED[file]
    if (needed !== undefined && kept === 0)
      return [`${file}: has no good row among its ${rows}; a bank needs at least one ${needed}`]
    if (accepted || (rows - kept) * 2 <= rows) return []
    return [
      `${file}: ${rows - kept} of ${rows} rows are bad, more than half: mend them, or go on without with --accept-losses`,
    ]
  })
}
