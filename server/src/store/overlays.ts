import type { OverlayValues } from '@branch-playbook/engine'
import { z } from 'zod'
import { nextNumber } from './next-number.ts'
import type { Database, Tables } from './tables.ts'

const valuesSchema = z.record(z.string(), z.number())
const namesSchema = z.array(z.string())

export type OverlayVerdict = Tables['overlay_verdicts']

/** Numbers that a branch sets in a playbook, with all that was decided about them. */
export interface Overlay {
  readonly id: string
  readonly branch: string
  readonly playbook: string
  readonly values: OverlayValues
  readonly note: string
  readonly author: string
  /** Everybody who saved it, the author included: none of them approves it. */
  readonly contributors: readonly string[]
  /** How often it was saved. */
  readonly revision: number
  /** When it was saved last. */
  readonly at: string
  /** Null while it is a draft; afterwards nothing of it changes but its verdicts. */
  readonly submittedAt: string | null
  /** From which day the branch would like to have it. */
  readonly wantedFrom: string | null
  /** The first first. */
  readonly verdicts: readonly OverlayVerdict[]
}

/** Everything that a branch, or (null) any branch, ever set, by when it was saved last. */
export async function overlaysOf(store: Database, branch: string | null): Promise<Overlay[]> {
  const rows = await store
    .selectFrom('overlays')
    .selectAll()
    .$if(branch !== null, (query) => query.where('branch', '=', branch ?? ''))
    .orderBy('at')
    .orderBy('id')
    .execute()
  const verdicts = await store
    .selectFrom('overlay_verdicts')
    .selectAll()
    .$if(branch !== null, (query) =>
      query.where('overlay', 'in', (own) =>
        own
          .selectFrom('overlays')
          .select('id')
          .where('branch', '=', branch ?? ''),
      ),
    )
    .orderBy('number')
    .execute()
  const byOverlay = Map.groupBy(verdicts, ({ overlay }) => overlay)
  return rows.map((row) => overlayOf(row, byOverlay.get(row.id) ?? []))
}

/** One by its id; undefined when there is none. */
export async function findOverlay(store: Database, id: string): Promise<Overlay | undefined> {
  const row = await store.selectFrom('overlays').selectAll().where('id', '=', id).executeTakeFirst()
  const verdicts = await store
    .selectFrom('overlay_verdicts')
    .selectAll()
    .where('overlay', '=', id)
    .orderBy('number')
    .execute()
  return row && overlayOf(row, verdicts)
}

const overlayOf = (row: Tables['overlays'], verdicts: readonly OverlayVerdict[]): Overlay => ({
  id: row.id,
  branch: row.branch,
  playbook: row.playbook,
  values: valuesSchema.parse(JSON.parse(row.settings)),
  note: row.note,
  author: row.author,
  contributors: namesSchema.parse(JSON.parse(row.contributors)),
  revision: row.revision,
  at: row.at,
  submittedAt: row.submitted_at,
  wantedFrom: row.wanted_from,
  verdicts,
})

type Draft = Pick<Overlay, 'id' | 'branch' | 'playbook' | 'values' | 'note'>

/** Saves a draft, over an earlier state of it if there is one. Call it inside a transaction. */
export async function saveOverlay(
  store: Database,
  { id, branch, playbook, values, note }: Draft,
  before: Overlay | undefined,
  by: string,
  at: string,
): Promise<void> {
  const saved = {
    playbook,
    settings: JSON.stringify(sorted(values)),
    note,
    author: by,
    contributors: JSON.stringify([...new Set([...(before?.contributors ?? []), by])]),
    revision: (before?.revision ?? 0) + 1,
    at,
  }
  if (before) await store.updateTable('overlays').set(saved).where('id', '=', id).execute()
  else
    await store
      .insertInto('overlays')
      .values({ id, branch, ...saved, submitted_at: null, wanted_from: null })
      .execute()
}

/** The same values in the same order, so that they are told alike wherever they are told. */
const sorted = (values: OverlayValues): OverlayValues =>
  Object.fromEntries(Object.entries(values).toSorted(([left], [right]) => (left < right ? -1 : 1)))

export const discardOverlay = (store: Database, id: string) =>
  store.deleteFrom('overlays').where('id', '=', id).execute()

export const submitOverlay = (store: Database, id: string, from: string, at: string) =>
  store.updateTable('overlays').set({ submitted_at: at, wanted_from: from }).where('id', '=', id).execute()

/** Adds what was decided about one. Call it inside a transaction. */
export async function addVerdict(store: Database, verdict: Omit<OverlayVerdict, 'number'>): Promise<void> {
  const number = await nextNumber(store, 'overlay_verdicts')
  await store
    .insertInto('overlay_verdicts')
    .values({ ...verdict, number })
    .execute()
}

/**
 * What holds in a branch on a day: of those approved and not taken back, the one that began last; of several that
 * began on one day the one approved last. Null when there is none, or it sets nothing.
 */
export function overlayAt(
  overlays: readonly Overlay[],
  branch: string,
  playbook: string,
  day: string,
): Overlay | null {
  const [last] = overlays
    .filter((each) => each.branch === branch && each.playbook === playbook)
    .flatMap((overlay) => {
      const verdict = overlay.verdicts.at(-1)
      return verdict?.verdict === 'approved' && verdict.valid_from !== null && verdict.valid_from <= day
        ? [{ overlay, from: verdict.valid_from, number: verdict.number }]
        : []
    })
    .toSorted((left, right) =>
      left.from === right.from ? right.number - left.number : left.from < right.from ? 1 : -1,
    )
  return last?.overlay ?? null
}
