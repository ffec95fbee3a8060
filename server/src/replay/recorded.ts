import { contentHash } from '@branch-playbook/engine'
import { z } from 'zod'
import type { StoredRun } from '../store/runs.ts'
import type { Database } from '../store/tables.ts'
import { type Difference, difference } from './difference.ts'
import { readInputs, unlessUnreadable } from './past-day.ts'

/** What the log says of a run when it was decided. */
const detailsSchema = z.object({
  day: z.string(),
  cause: z.string(),
  engine: z.string(),
  playbook: z.string(),
  snapshot: z.string(),
  contactState: z.string(),
  outcome: z.string(),
})

/** A run as it was recorded, and what of its row tells otherwise. */
export interface Recorded {
  /** The row, but where the log tells otherwise as the log tells: the log cannot be changed unseen. */
  readonly run: StoredRun
  readonly differences: readonly Difference[]
}

/** Compares the row of a run with what the log says of it, and with its own identity. */
export async function recordedRun(store: Database, stored: StoredRun): Promise<Recorded> {
  const place = `runs/${stored.id}`
  const entries = await store
    .selectFrom('audit_entries')
    .select(['at', 'details'])
    .where('subject', '=', place)
    .where('action', '=', 'run.decided')
    .orderBy('number')
    .execute()
  const [log = null] = entries.map(({ details }) => readDetails(details))
  // Runs of the first release were not logged, and their identity was made otherwise.
  const isFirst = stored.rules === '' && entries.length === 0
  const told: Partial<StoredRun> = log
    ? {
        day: log.day,
        engine: log.engine,
        playbook_hash: log.playbook,
        snapshot: log.snapshot,
        contact_state: log.contactState,
        outcome: log.outcome,
      }
    : {}
  const differences = Object.entries(told).flatMap(([field, then]) => {
    const now = Reflect.get(stored, field)
    return then === now ? [] : [difference('log', `${place}/${field}`, then, now)]
  })
  if (entries.length > 0) differences.push(...(await decidedOtherwise(store, stored.id, entries)))
  const run = { ...stored, ...told }
  if (!isFirst && !log) differences.push(difference('log', place, null, stored.id, 'replay.log_silent'))
  const identity = isFirst ? stored.id : identityOf(run)
  if (identity !== stored.id)
    differences.push(difference('stored_rows', `${place}/rules`, stored.id, identity, 'replay.identity'))
  return { run, differences }
}

/** When, and for which days, a run came into force: what the log and the store tell otherwise. */
async function decidedOtherwise(
  store: Database,
  run: string,
  entries: readonly { readonly at: string; readonly details: string }[],
): Promise<Difference[]> {
  const rows = await store
    .selectFrom('decided')
    .select(['at', 'day', 'cause'])
    .where('run', '=', run)
    .orderBy('number')
    .execute()
  const told = entries.map(({ at, details }) => ({ at, ...readDetails(details) }))
  const [then, now] = [told, rows].map((list) => list.map(({ at, day, cause }) => `${day} ${cause} ${at}`))
  if (then?.join() === now?.join()) return []
  return [difference('log', `decided/${run}`, then?.join(', '), now?.join(', ') || null)]
}

/** The identity that follows from a run's inputs, as `runIdOf` makes it; null when they cannot be read. */
function identityOf(run: StoredRun): string | null {
  const inputs = readInputs(run)
  return inputs
    ? contentHash({
        engine: run.engine,
        rules: inputs.rules,
        snapshot: run.snapshot,
        contacts: run.contact_state,
        events: inputs.events,
        day: run.day,
        ...(inputs.absences.length > 0 && { leave: inputs.absences }),
        ...(inputs.handovers.length > 0 && { handovers: inputs.handovers }),
      })
    : null
}

const readDetails = (text: string): z.infer<typeof detailsSchema> | null =>
  unlessUnreadable(() => detailsSchema.parse(JSON.parse(text)))
