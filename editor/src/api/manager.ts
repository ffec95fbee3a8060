import { skipToken, useQuery } from '@tanstack/react-query'
import { type InferRequestType, type InferResponseType, parseResponse } from 'hono/client'
import { LISTS, useChange } from './change.ts'
import { api } from './client.ts'

const figuresOf = api.branches[':id'].manager
const handoversOf = api.branches[':id'].handovers

export type ManagerFigures = InferResponseType<typeof figuresOf.$get, 200>
export type Days = '30' | '90'
export type Handover = InferResponseType<typeof handoversOf.$get, 200>[number]
export type HandoverPreview = InferResponseType<typeof handoversOf.preview.$post, 200>
export type HandoverOrder = InferRequestType<typeof handoversOf.preview.$post>['json']
export type NewHandover = InferRequestType<typeof handoversOf.$post>['json']

const HANDOVERS = ['handovers']
const FIGURES = ['manager']

/** How a branch keeps its duties, and what its contacts come to. */
export const useManagerFigures = (branch: string, days: Days) =>
  useQuery({
    queryKey: [...FIGURES, branch, days],
    queryFn: () => parseResponse(figuresOf.$get({ param: { id: branch }, query: { days } })),
  })

/** Every hand-over of a branch, the one entered last first. */
export const useHandovers = (branch: string) =>
  useQuery({
    queryKey: [...HANDOVERS, branch],
    queryFn: () => parseResponse(handoversOf.$get({ param: { id: branch } })),
  })

/** Who would get how many; asked once somebody gives and somebody takes. */
export const useHandoverPreview = (branch: string, order: HandoverOrder | null) =>
  useQuery({
    // Not among the hand-overs: entering one asks for those again, and its preview is done with.
    queryKey: ['handover preview', branch, order],
    gcTime: 0,
    retry: false,
    queryFn: order
      ? () => parseResponse(handoversOf.preview.$post({ param: { id: branch }, json: order }))
      : skipToken,
  })

/** Lists, enquiries and figures are the new adviser’s at once. */
const TOUCHED = [HANDOVERS, FIGURES, ...LISTS, ['enquiries']]

export const useEnterHandover = (branch: string) =>
  useChange(TOUCHED, (json: NewHandover) => parseResponse(handoversOf.$post({ param: { id: branch }, json })))

export const useWithdrawHandover = () =>
  useChange(TOUCHED, ({ id, reason }: { readonly id: string; readonly reason: string }) =>
    parseResponse(api.handovers[':id'].withdrawal.$post({ param: { id }, json: { reason } })),
  )
