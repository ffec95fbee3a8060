import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { draftKey, fetchDraft } from '../api/playbooks.ts'
import { useSelection } from '../canvas/selection.ts'
import { isDirty, useDocument } from '../document/store.ts'

/** Fetches the draft and opens it, unless the same playbook is open with edits that are not saved. */
export function useOpenedDraft(id: string) {
  const draft = useQuery({
    queryKey: draftKey(id),
    queryFn: () => fetchDraft(id),
    staleTime: 0,
    refetchOnWindowFocus: false,
  })
  const { data } = draft
  useEffect(() => {
    if (!data) return
    const { opened, open, ...state } = useDocument.getState()
    const same = opened?.playbook === id
    if (same && (isDirty(state) || opened.etag === data.etag)) return
    open({ playbook: id, document: data.document, etag: data.etag })
    if (!same) useSelection.getState().select(null)
  }, [data, id])
  return draft
}
