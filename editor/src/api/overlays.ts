import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { parseResponse } from 'hono/client'
import { LISTS, useChange } from './change.ts'
import { api } from './client.ts'
import { useSession } from './session.ts'

const OVERLAYS = ['overlays']
const ofBranch = api.branches[':id']
const ofOverlay = ofBranch.overlays[':overlay']

const fetchBranch = (id: string) => parseResponse(ofBranch.overlays.$get({ param: { id } }))
const fetchAll = () => parseResponse(api.overlays.$get())
const fetchEffect = (id: string, values: Values) =>
  parseResponse(ofBranch['overlay-effect'].$post({ param: { id }, json: { values } }))

/** What head office opens to a branch, what holds there, and all that the branch ever set. */
export type BranchOverlays = Awaited<ReturnType<typeof fetchBranch>>
export type Parameter = BranchOverlays['parameters'][number]
export type Overlay = Awaited<ReturnType<typeof fetchAll>>[number]
export type OverlayEffect = Awaited<ReturnType<typeof fetchEffect>>

/** Numbers by the ids of parameters. */
export type Values = Readonly<Record<string, number>>

export const useBranchOverlays = (branch: string) =>
  useQuery({ queryKey: [...OVERLAYS, branch], queryFn: () => fetchBranch(branch) })

/** Whether who is signed in may look at what branches handed in: an administrator of accounts may not. */
export function useSeesOverlays(): boolean {
  const { data: user } = useSession()
  return user?.role === 'strategist' || user?.role === 'approver' || user?.role === 'auditor'
}

/** What all branches handed in, what was saved last first; nothing for those who may not see it. */
export const useAllOverlays = () =>
  useQuery({ queryKey: OVERLAYS, queryFn: fetchAll, enabled: useSeesOverlays() })

/** What numbers would change in a branch; while others are reckoned those before stay. */
export const useOverlayEffect = (branch: string, values: Values) =>
  useQuery({
    queryKey: [...OVERLAYS, branch, 'effect', Object.entries(values).toSorted()],
    queryFn: () => fetchEffect(branch, values),
    placeholderData: keepPreviousData,
    retry: false,
  })

/** Lists are others when a branch's numbers begin or cease to hold. */
const TOUCHED = [OVERLAYS, ...LISTS]

/** A draft as the page holds it. */
export interface Draft {
  readonly id: string
  readonly revision: number
  readonly values: Values
  readonly note: string
}

const save = (branch: string, { id, ...json }: Draft) =>
  parseResponse(ofOverlay.$put({ param: { id: branch, overlay: id }, json }))

export const useSaveDraft = (branch: string) => useChange(TOUCHED, (draft: Draft) => save(branch, draft))

/** Saves a draft, and hands it in to hold from a day on. */
export const useHandIn = (branch: string) =>
  useChange(TOUCHED, async ({ from, ...draft }: Draft & { readonly from: string }) => {
    const { revision } = await save(branch, draft)
    const param = { id: branch, overlay: draft.id }
    return parseResponse(ofOverlay.submission.$post({ param, json: { revision, from } }))
  })

export const useDiscard = (branch: string) =>
  useChange(TOUCHED, async (id: string) => {
    await parseResponse(ofOverlay.$delete({ param: { id: branch, overlay: id } }))
  })

/** What is decided about a set of numbers. */
export type Verdict =
  | { readonly what: 'approval'; readonly effect: string; readonly from: string; readonly comment: string }
  | { readonly what: 'return' | 'withdrawal' | 'end'; readonly comment: string }

export const useVerdict = ({ branch, id }: Pick<Overlay, 'branch' | 'id'>) =>
  useChange(TOUCHED, (verdict: Verdict) => {
    const param = { id: branch, overlay: id }
    if (verdict.what !== 'approval')
      return parseResponse(ofOverlay[verdict.what].$post({ param, json: { comment: verdict.comment } }))
    const { effect, from, comment } = verdict
    return parseResponse(ofOverlay.approval.$post({ param, json: { effect, from, comment } }))
  })
