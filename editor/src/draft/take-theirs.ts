import { queries } from '../api/connection.ts'
import { draftKey, fetchDraft } from '../api/playbooks.ts'
import { useDocument } from '../document/store.ts'
import { inTurn } from './in-turn.ts'
import { mergeOf } from './merge.ts'
import { useSaving } from './saving.ts'

/**
 * Takes what others have saved into the document, unless it collides with what is edited here. Call it in turn.
 * @returns whether the document is on top of the draft as it stands on the server.
 */
export async function takeTheirs(playbook: string): Promise<boolean> {
  const theirs = await queries.fetchQuery({
    queryKey: draftKey(playbook),
    queryFn: () => fetchDraft(playbook),
    staleTime: 0,
  })
  // Read after the answer came: meanwhile it may have been edited further.
  const { opened, document, take } = useDocument.getState()
  if (opened?.playbook !== playbook || opened.etag === theirs.etag) return true
  const merged = mergeOf({ base: opened.document, mine: document, theirs: theirs.document })
  if (!merged?.ok) {
    useSaving.setState({ state: 'conflict' })
    return false
  }
  take(merged.merged, theirs)
  const paths = merged.taken.theirs.filter((path) => !merged.taken.mine.includes(path))
  if (paths.length > 0) useSaving.setState({ taken: { by: theirs.author, paths } })
  if (useSaving.getState().state === 'conflict') useSaving.setState({ state: 'waiting', choosing: false })
  return true
}

/** Others have changed the draft, or may have: takes it as it is by now. Unknown when the server does not answer. */
export const catchUp = (playbook: string, etag?: string): Promise<void> =>
  inTurn(async () => {
    const { opened } = useDocument.getState()
    if (opened?.playbook !== playbook || opened.etag === etag) return
    await takeTheirs(playbook).catch(() => undefined)
  })
