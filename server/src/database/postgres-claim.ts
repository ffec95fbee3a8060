import { setTimeout as wait } from 'node:timers/promises'
import { Client } from 'pg'
import { AlreadyClaimed, type Claim } from './claim.ts'
import { connectionTo } from './postgres-connection.ts'
import { databaseNamed } from './postgres-words.ts'

/** A number that nothing else in the database locks: the four letters "play". */
const LOCK = 0x706c6179
/** How long a server that was just killed may still seem to be there. */
const GRACE_MS = 2_000
const HEARTBEAT_MS = 5_000
const MOST_SILENCE_MS = 10_000

/**
 * Claims a PostgreSQL database for this process by an advisory lock, on a connection of its own that is kept for
 * as long as the process lives.
 * @param lost is called when that connection breaks: another server may claim the database from then on.
 * @throws AlreadyClaimed
 */
export async function claimDatabase(url: string, lost: (why: Error) => void): Promise<Claim> {
  const client = new Client({ ...connectionTo(url), query_timeout: MOST_SILENCE_MS })
  let held = false
  const end = (why: Error) => {
    if (held) lost(why)
    held = false
  }
  client.on('error', end)
  client.on('end', () => end(new Error('The connection was ended')))
  await client.connect()
  try {
    if (!(await locked(client)))
      throw new AlreadyClaimed(
        databaseNamed(url).replace(/^T/, 't'),
        'give this one another database in DATABASE_URL',
      )
  } catch (fault) {
    await client.end()
    throw fault
  }
  held = true
  const heartbeat = setInterval(() => {
    client.query('select 1').catch(end)
  }, HEARTBEAT_MS).unref()
  return {
    async release() {
      held = false
      clearInterval(heartbeat)
      await client.end()
    },
  }
}

async function locked(client: Client): Promise<boolean> {
  const until = Date.now() + GRACE_MS
  for (;;) {
    const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [
      LOCK,
    ])
    if (rows[0]?.taken === true) return true
    if (Date.now() > until) return false
    await wait(50)
  }
}
