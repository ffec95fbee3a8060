import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { type InferRequestType, type InferResponseType, parseResponse } from 'hono/client'
import { api } from './client.ts'

type Query = InferRequestType<typeof api.audit.$get>['query']
export type LogFilter = Pick<Query, 'action' | 'by' | 'subject' | 'from' | 'to'>
export type LogAction = NonNullable<Query['action']>
type Page = InferResponseType<typeof api.audit.$get, 200>
export type Entry = Page['entries'][number]

const LOG = ['log']

interface LogPlace {
  /** Begins with the entry before this number; null for the newest. */
  readonly before?: number | null
  readonly limit?: number
  readonly enabled?: boolean
}

/** Entries of the log that a filter lets through, the newest first, page by page. */
export const useLog = (filter: LogFilter, { before = null, limit = 50, enabled = true }: LogPlace = {}) =>
  useInfiniteQuery({
    queryKey: [...LOG, filter, before, limit],
    enabled,
    placeholderData: keepPreviousData,
    initialPageParam: before,
    getNextPageParam: ({ next }: Page) => next,
    queryFn: ({ pageParam }): Promise<Page> =>
      parseResponse(
        api.audit.$get({
          query: {
            ...filter,
            limit: String(limit),
            ...(pageParam !== null && { before: String(pageParam) }),
          },
        }),
      ),
  })

/** Has the server check the whole log. */
export function useVerification() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async () => ({
      ...(await parseResponse(api.audit.verification.$post())),
      at: new Date().toISOString(),
    }),
    // That it was checked is an entry itself.
    onSuccess: () => queries.invalidateQueries({ queryKey: LOG }),
  })
}
