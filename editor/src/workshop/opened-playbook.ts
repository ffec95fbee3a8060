import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { draftKey, fetchDraft, useVersion, useVersions, type Version } from '../api/playbooks.ts'
import { useSelection } from '../canvas/selection.ts'
import { useNotes } from '../document/notes.ts'
import { isDirty, useDocument } from '../document/store.ts'

/**
 * Opens the draft for those who write it, unless the same playbook is open with edits that are not saved. All
 * others see a version as it was made: the one they chose, or the newest.
 */
export function useOpenedPlaybook(id: string, editable: boolean, chosen: number | null) {
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
    const { opened, open, ...state } = useDocument.getState()
    const same = opened?.playbook === id
    if (same && (isDirty(state) || opened.etag === etag)) return
    open({ playbook: id, document, etag })
    if (!same) useSelection.getState().select(null)
  }, [document, etag, id])
  useReviewNotes(editable, draft.data, versions.data, version)
  return { error: draft.error ?? versions.error ?? made.error, version }
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
