import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { draftKey, fetchDraft, useVersion, useVersions, type Version } from '../api/playbooks.ts'
import { useSession } from '../api/session.ts'
import { useSelection } from '../canvas/selection.ts'
import { useNotes } from '../document/notes.ts'
import { useDocument } from '../document/store.ts'
import { keepFor, leaveDraft } from '../draft/keep.ts'
import { catchUp } from '../draft/take-theirs.ts'

/**
 * Opens the draft for those who write it, unless the same playbook is open with edits that are not saved. All
 * others see a version as it was made: the one they chose, or the newest.
 */
export function useOpenedPlaybook(id: string, editable: boolean, chosen: number | null) {
  const { data: user } = useSession()
  const draft = useQuery({
    queryKey: draftKey(id),
    queryFn: () => fetchDraft(id),
    enabled: editable,
    staleTime: 0,
    refetchOnWindowFocus: false,
  })
  const versions = useVersions(id)
  const newest = Math.max(0, ...(versions.data ?? []).map(({ version }) => version))
  const version = editable ? undefined : (chosen ?? (newest || undefined))
  const made = useVersion(id, version)

  const document = editable ? draft.data?.document : made.data?.document
  const etag = editable ? draft.data?.etag : made.data?.hash
  useEffect(() => {
    if (!document || etag === undefined) return
    const { opened, open } = useDocument.getState()
    const same = opened?.playbook === id
    if (same && opened.etag === etag) return
    if (same && editable) void catchUp(id, etag)
    else if (same || !opened) open({ playbook: id, document, etag })
    else void openInPlace({ playbook: id, document, etag })
  }, [document, etag, id, editable])
  useEffect(() => {
    if (editable && user) keepFor(user.id)
  }, [editable, user])
  useReviewNotes(editable, draft.data, versions.data, version)
  return { error: draft.error ?? versions.error ?? made.error, version }
}

/** Opens another playbook once what was edited before is saved, or at least kept here. */
async function openInPlace(opened: Parameters<ReturnType<typeof useDocument.getState>['open']>[0]) {
  await leaveDraft()
  useDocument.getState().open(opened)
  useSelection.getState().select(null)
}

/** Shows what was written at the nodes of the version that is shown, or from which the draft was made. */
function useReviewNotes(
  editable: boolean,
  draft: Pick<Awaited<ReturnType<typeof fetchDraft>>, 'base' | 'review'> | undefined,
  versions: readonly Version[] | undefined,
  shown: number | undefined,
): void {
  const version = editable ? draft?.base : shown
  const review = editable ? draft?.review : versions?.find((each) => each.version === shown)?.review
  useEffect(() => {
    const isSentBack = review?.verdict === 'sent_back' && version !== undefined
    useNotes.getState().show(isSentBack ? { version, ...review } : null)
  }, [review, version])
}
