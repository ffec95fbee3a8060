/** `node test/bench/audit.ts ENTRIES`: how long it takes to check an audit log, on both stores; prints JSON. */
import { measureLongLog } from '@branch-playbook/server/testing/long-log'
import { startPostgres } from '@branch-playbook/server/testing/postgres'

const entries = Number(process.argv[2] ?? 1_000_000)
const sqlite = await measureLongLog(entries, '')
console.log(JSON.stringify({ sqlite, postgres: await onPostgres() }))

/** Null where the platform has no PostgreSQL package. */
async function onPostgres() {
  let server: Awaited<ReturnType<typeof startPostgres>>
  try {
    server = await startPostgres()
  } catch {
    return null
  }
  try {
    return await measureLongLog(entries, server.url)
  } finally {
    await server.stop()
  }
}
