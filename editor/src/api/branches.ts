import { replaceEqualDeep, useQuery } from '@tanstack/react-query'
import { type InferRequestType, type InferResponseType, parseResponse } from 'hono/client'
import { CUSTOMERS, LISTS, useChange } from './change.ts'
import { api } from './client.ts'

export type Branch = InferResponseType<typeof api.branches.$get, 200>[number]
const actionsOf = api.branches[':id'].actions
export type Worklist = InferResponseType<typeof actionsOf.$get, 200>
export type Action = Worklist['actions'][number]

const BRANCHES = ['branches']
const ACTIONS = ['actions']
const WEEK = [...ACTIONS, 'week']
/** Head office may announce an event or put a version in force while a page is open; milliseconds. */
const FOLLOWS = 20_000

export const useBranches = () =>
  useQuery({ queryKey: BRANCHES, queryFn: () => parseResponse(api.branches.$get()) })

/** Today's list of a branch, or of one of its advisers. When another one comes, the forecast is made anew. */
export const useActions = (branch: string | null, adviser: string | null) =>
  useQuery({
    queryKey: [...ACTIONS, branch, adviser],
    enabled: branch !== null,
    refetchInterval: FOLLOWS,
    queryFn: async ({ client, queryKey }) => {
      const asked = Date.now()
      const list = await parseResponse(
        actionsOf.$get({ param: { id: branch ?? '' }, query: adviser === null ? {} : { adviser } }),
      )
      const before = client.getQueryData<Worklist>(queryKey)
      if (before && replaceEqualDeep(before, list) !== before)
        void client.invalidateQueries(
          // One that has come meanwhile was asked for with the list.
          { queryKey: [...WEEK, branch], predicate: ({ state }) => state.dataUpdatedAt < asked },
          { cancelRefetch: false },
        )
      return list
    },
  })

const weekOf = api.branches[':id'].week
export type WeekDay = InferResponseType<typeof weekOf.$get, 200>[number]

/** What becomes due today and on the next working days: a forecast, that takes as long as several days' lists. */
export const useWeek = (branch: string, adviser: string | null) =>
  useQuery({
    queryKey: [...WEEK, branch, adviser],
    queryFn: () =>
      parseResponse(weekOf.$get({ param: { id: branch }, query: adviser === null ? {} : { adviser } })),
  })

export type NewContact = InferRequestType<typeof api.contacts.$post>['json']

/** What a contact changes: the lists are planned anew at once. */
const TOUCHED = [...LISTS, CUSTOMERS]

/** Logs a contact. */
export const useLogContact = () =>
  useChange(TOUCHED, (json: NewContact) => parseResponse(api.contacts.$post({ json })))

/** Takes back a contact that was logged by mistake. */
export const useWithdrawContact = () =>
  useChange(TOUCHED, (id: string) => parseResponse(api.contacts[':id'].withdrawal.$post({ param: { id } })))
