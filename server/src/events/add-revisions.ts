import type { AuditAction } from '../audit/entry.ts'
import type { Note } from '../audit/journal.ts'
import { addEventRevision, bankEvent } from '../store/events.ts'
import type { Database } from '../store/tables.ts'
import type { NewRevision } from './revise.ts'

/** Adds revisions of events, each with its entry in the log. Call it inside a change. */
export async function addRevisions(
  store: Database,
  note: Note,
  added: readonly NewRevision[],
  by: string,
  at: string,
): Promise<void> {
  for (const each of added) {
    const revision = { ...each, by, at }
    await addEventRevision(store, revision)
    const action = actionOf(each)
    const { revision: number, reason } = each
    note({
      action,
      subject: `events/${each.id}`,
      details: { ...bankEvent(revision), ...(action !== 'event.announced' && { revision: number, reason }) },
    })
  }
}

function actionOf({ withdrawn, revision }: NewRevision): AuditAction {
  if (withdrawn === 1) return 'event.withdrawn'
  return revision > 1 ? 'event.corrected' : 'event.announced'
}
