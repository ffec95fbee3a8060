import { type Playbook, parsePlaybook } from '@branch-playbook/engine'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { draftKey, fetchDraft, useVersion, type Version } from '../api/playbooks.ts'

/** A version by its number, or the draft. */
export type Which = number | 'draft'

export const whichOf = (text: string | null | undefined): Which | null => {
  if (text === 'draft') return 'draft'
  const version = Number(text)
  return Number.isInteger(version) && version > 0 ? version : null
}

/** A playbook as it was or is, with what is known of how it came about. */
export interface StateOfPlaybook {
  readonly playbook: Playbook
  readonly hash: string
  readonly author: string
  readonly at: string
  readonly note: string
  /** Null for the draft. */
  readonly version: Version | null
}

export const useDraft = (id: string, enabled = true) =>
  useQuery({ queryKey: draftKey(id), queryFn: () => fetchDraft(id), enabled, refetchOnWindowFocus: false })

/** Reads a version or the draft. Null while it is on its way. */
export function useStateOfPlaybook(
  id: string,
  which: Which | null,
): { readonly state: StateOfPlaybook | null; readonly error: unknown } {
  const draft = useDraft(id, which === 'draft')
  const version = useVersion(which === null ? undefined : id, typeof which === 'number' ? which : undefined)
  const found = which === 'draft' ? draft.data : version.data
  const state = useMemo((): StateOfPlaybook | null => {
    if (!found) return null
    const parsed = parsePlaybook(found.document)
    if (!parsed.ok) return null
    const { hash, author, at, note } = found
    return { playbook: parsed.value, hash, author, at, note, version: 'state' in found ? found : null }
  }, [found])
  return { state, error: which === 'draft' ? draft.error : version.error }
}
