import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { z } from 'zod'

const secondsSchema = z.object({ entries: z.number(), verify: z.number(), read: z.number() })

/** What `audit.ts` prints. */
const auditedSchema = z.object({ sqlite: secondsSchema, postgres: secondsSchema.nullable() })

export type Audited = z.infer<typeof auditedSchema>

/** Within so many seconds a log of 1,000,000 entries has to be checked. */
const MOST_SECONDS = 15

/** Measures in a process of its own how long an audit log of so many entries takes to be checked. */
export async function measureAudit(entries: number): Promise<Audited> {
  const script = fileURLToPath(new URL('./audit.ts', import.meta.url))
  const { stdout } = await promisify(execFile)(process.execPath, [script, String(entries)])
  return auditedSchema.parse(JSON.parse(stdout))
}

export const isInTime = ({ sqlite, postgres }: Audited): boolean =>
  [sqlite, postgres].every((on) => on === null || on.verify <= MOST_SECONDS)

export function summariseAudit({ sqlite, postgres }: Audited): void {
  const said = ({ verify, read }: z.infer<typeof secondsSchema>) =>
    `${verify.toFixed(1)} s, ${(verify / read).toFixed(1)} times a bare read of its rows (${read.toFixed(1)} s)`
  console.log(`
An audit log of ${sqlite.entries.toLocaleString('en')} entries is verified, of ${MOST_SECONDS} s:
  SQLite                           ${said(sqlite)}
  PostgreSQL                       ${postgres ? said(postgres) : 'not on this platform'}`)
}
