import type { BankEvent } from '@branch-playbook/engine'
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import { type InferRequestType, parseResponse } from 'hono/client'
import { LISTS, useChange } from './change.ts'
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

/** An event as it was announced, corrected and withdrawn, the first revision first. */
export const useRevisions = (id: string) =>
  useQuery({
    queryKey: [...EVENTS, id],
    queryFn: () => parseResponse(api.events[':id'].revisions.$get({ param: { id } })),
  })

/** Everybody is decided anew before the answer to a change comes. */
const TOUCHED = [EVENTS, ...LISTS]

export const useAnnounce = () =>
  useChange(TOUCHED, (json: InferRequestType<typeof api.events.$post>['json']) =>
    parseResponse(api.events.$post({ json })),
  )

type Correction = InferRequestType<(typeof api.events)[':id']['correction']['$post']>['json']

export const useCorrect = (id: string) =>
  useChange(TOUCHED, (json: Correction) =>
    parseResponse(api.events[':id'].correction.$post({ param: { id }, json })),
  )

type Withdrawal = InferRequestType<(typeof api.events)[':id']['withdrawal']['$post']>['json']

export const useWithdraw = (id: string) =>
  useChange(TOUCHED, (json: Withdrawal) =>
    parseResponse(api.events[':id'].withdrawal.$post({ param: { id }, json })),
  )

/** An event that is thought of: what decides whom it reaches. */
export type PlannedEvent = InferRequestType<typeof api.events.reach.$post>['json']

const fetchReach = (json: PlannedEvent) => parseResponse(api.events.reach.$post({ json }))

/** Whom an event would reach. */
export type Reach = Awaited<ReturnType<typeof fetchReach>>

export const useReach = () => useMutation({ mutationFn: fetchReach })

/** The customers of an adviser, or of a branch's desk, whom an event would reach, page by page; looks are logged. */
export const useReached = (planned: PlannedEvent, adviser: string) =>
  useInfiniteQuery({
    queryKey: [...EVENTS, 'reach', planned, adviser],
    queryFn: ({ pageParam: from }) =>
      parseResponse(api.events.reach.customers.$post({ json: { ...planned, adviser, from } })),
    initialPageParam: 0,
    getNextPageParam: ({ total, customers }, pages) => {
      const shown = pages.reduce((sum, page) => sum + page.customers.length, 0)
      return customers.length > 0 && shown < total ? shown : undefined
    },
    staleTime: 0,
  })
