import { createStore, del, entries, set } from 'idb-keyval'
import { z } from 'zod'

/** Edits that the server has not kept yet, as this browser keeps them: whose, of what, and since when. */
const localEditsSchema = z.object({
  user: z.string(),
  playbook: z.string(),
  /** The page that keeps them. */
  tab: z.string(),
  /** When they were last added to. */
  at: z.string(),
  /** The draft from which they were made. */
  base: z.object({ document: z.record(z.string(), z.unknown()), etag: z.string() }),
  document: z.record(z.string(), z.unknown()),
})

export type LocalEdits = z.infer<typeof localEditsSchema>

/** Names this page, for as long as it is there. */
export const TAB: string = crypto.randomUUID()

/** What nobody asked for in so many days is deleted. */
const KEPT_DAYS = 30
const DAY_MS = 86_400_000

const store = createStore('branch-playbook', 'edits')

const lockOf = (tab: string): string => `branch-playbook/${tab}`

/** Holds a lock as long as the page lives, by which other pages know that its edits are no left ones. */
export function beAlive(): void {
  void navigator.locks.request(lockOf(TAB), () => new Promise<never>(() => undefined))
}

/** Keeps the edits of this page in place of those before. */
export const keepEdits = (edits: LocalEdits): Promise<void> => set(edits.tab, edits, store)

/** Forgets the edits of a page: the server has them, or nobody wants them. */
export const forgetEdits = (tab: string): Promise<void> => del(tab, store)

/** The edits of a user at a playbook that a page left which is no more, the latest first. Never another user's. */
export async function leftEdits(user: string, playbook: string): Promise<LocalEdits[]> {
  const alive = await livingTabs()
  const left: LocalEdits[] = []
  for (const [key, value] of await entries<string, unknown>(store)) {
    const { success, data } = localEditsSchema.safeParse(value)
    if (!success || Date.now() - Date.parse(data.at) > KEPT_DAYS * DAY_MS) await del(key, store)
    else if (data.user === user && data.playbook === playbook && !alive.has(data.tab)) left.push(data)
  }
  return left.toSorted((one, other) => other.at.localeCompare(one.at))
}

async function livingTabs(): Promise<ReadonlySet<string>> {
  const { held = [] } = await navigator.locks.query()
  return new Set([TAB, ...held.map(({ name = '' }) => name.replace(lockOf(''), ''))])
}
