import { join } from 'node:path'
import { z } from 'zod'
import { type Journal, SYSTEM } from '../audit/journal.ts'
import { literal, rowsOf, withDuckDb } from '../duckdb/session.ts'
import type { Snapshot } from '../snapshot/open.ts'
import { bankEvent, type EventRevision, eventRevisions } from '../store/events.ts'
import type { Database } from '../store/tables.ts'
import { addRevisions } from './add-revisions.ts'
import { type NewRevision, revisionOf, sameAs, saysSame } from './revise.ts'

const FILE = 'events.parquet'

const toldRow = z.object({
  id: z.string(),
  type: z.string(),
  day: z.string(),
  until: z.string().nullable(),
  name: z.string(),
  name_en: z.string().nullable(),
  withdrawn: z.boolean().nullable(),
  reason: z.string().nullable(),
})

type Told = z.output<typeof toldRow>

/** Takes in what a feed of the bank tells of events. What was read before adds nothing. */
export async function takeInEvents(
  store: Database,
  journal: Journal,
  { manifest }: Pick<Snapshot, 'manifest'>,
  snapshotDirectory: string,
): Promise<void> {
  if (!(FILE in manifest.files)) return
  const path = literal(join(snapshotDirectory, FILE))
  const told = await withDuckDb((connection) =>
    rowsOf(
      connection,
      toldRow,
      `SELECT * REPLACE (CAST(day AS VARCHAR) AS day, CAST(until AS VARCHAR) AS until)
       FROM read_parquet(${path}) ORDER BY id`,
    ),
  )
  const added = toldAnew(await eventRevisions(store), told)
  if (added.length === 0) return
  await journal.change(SYSTEM, (change, note, at) => addRevisions(change, note, added, SYSTEM, at))
}

/** The revisions that follow from a feed, each event looked at beside those before it. */
function toldAnew(known: readonly EventRevision[], told: readonly Told[]): NewRevision[] {
  const all = [...known]
  for (const row of told) {
    const revision = revisionFor(all, row)
    if (revision) all.push({ ...revision, by: SYSTEM, at: '' })
  }
  return all.slice(known.length).map(({ by: _by, at: _at, ...revision }) => revision)
}

/** What a row of the feed adds; null for nothing new. An event that was withdrawn stays so, whatever the feed says. */
function revisionFor(known: readonly EventRevision[], row: Told): NewRevision | null {
  const { name_en, withdrawn, reason } = row
  const event = bankEvent({ ...row, name_zh: row.name, name_en: name_en ?? row.name })
  const own = known.filter(({ id }) => id === event.id)
  const latest = own.at(-1)
  if (!latest) {
    const isNews = withdrawn !== true && sameAs(known, event) === undefined
    return isNews ? revisionOf(event, 1, { source: 'feed' }) : null
  }
  if (latest.withdrawn === 1) return null
  const [number, more] = [latest.revision + 1, { source: latest.source, reason: reason ?? '' }]
  if (withdrawn === true) return revisionOf(bankEvent(latest), number, { ...more, withdrawn: 1 })
  // The feed may say for weeks what somebody here has corrected since: only when it changes its mind it counts.
  const before = own.findLast(({ by }) => by === SYSTEM)
  const isOld = before ? saysSame(before, event) : own.some((each) => saysSame(each, event))
  return isOld ? null : revisionOf(event, number, more)
}
