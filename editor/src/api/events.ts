import type { BankEvent } from '@branch-playbook/engine'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type InferRequestType, parseResponse } from 'hono/client'
import { api } from './client.ts'

const EVENTS = ['events']

const fetchEvents = () => parseResponse(api.events.$get())

/** An event as head office announced, corrected or withdrew it. */
export type Announcement = Awaited<ReturnType<typeof fetchEvents>>[number]

/** What head office announced, the latest first; also what it withdrew. */
export const useEvents = () => useQuery({ queryKey: EVENTS, queryFn: fetchEvents })

/** The events that decisions may take notice of, as the engine takes them. */
export const useNews = () => useQuery({ queryKey: EVENTS, queryFn: fetchEvents, select: newsOf })

const newsOf = (events: readonly Announcement[]): BankEvent[] =>
  events
    .filter(({ withdrawn }) => !withdrawn)
    .map(({ id, type, day, until, name }) => ({ id, type, day, ...(until !== null && { until }), name }))

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
