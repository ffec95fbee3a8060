import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type InferRequestType, parseResponse } from 'hono/client'
import { api } from './client.ts'

const EVENTS = ['events']

export const useEvents = () => useQuery({ queryKey: EVENTS, queryFn: () => parseResponse(api.events.$get()) })

/** Announces an event; everybody is decided anew before the answer comes. */
export function useAnnounce() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (json: InferRequestType<typeof api.events.$post>['json']) =>
      parseResponse(api.events.$post({ json })),
    onSuccess: () =>
      Promise.all(
        [EVENTS, ['actions'], ['branches']].map((queryKey) => queries.invalidateQueries({ queryKey })),
      ),
  })
}
