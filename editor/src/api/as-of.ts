import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type InferResponseType, parseResponse } from 'hono/client'
import { api } from './client.ts'

const asOf = api.branches[':id']['as-of']
export type AsOf = InferResponseType<typeof asOf.$get, 200>
export type PastList = NonNullable<AsOf['then']>
export type PastAction = PastList['actions'][number]

/** The days of which a branch's lists can be asked, the latest first. */
export const useDays = (branch: string | undefined) =>
  useQuery({
    queryKey: ['days', branch],
    enabled: branch !== undefined,
    queryFn: () => parseResponse(asOf.days.$get({ param: { id: branch ?? '' } })),
  })

/** The branches that the bank had on a day, those closed since included. */
export const useBranchesThen = (day: string | undefined) =>
  useQuery({
    queryKey: ['branches then', day],
    enabled: day !== undefined,
    placeholderData: keepPreviousData,
    queryFn: () => parseResponse(api['as-of'].branches.$get({ query: { day: day ?? '' } })),
  })

/** What a branch was shown on a day, and what it would have been under today's rules. */
export const useAsOf = (branch: string | undefined, day: string | undefined) =>
  useQuery({
    queryKey: ['as of', branch, day],
    enabled: branch !== undefined && day !== undefined,
    refetchOnWindowFocus: false,
    queryFn: () => parseResponse(asOf.$get({ param: { id: branch ?? '' }, query: { day: day ?? '' } })),
  })
