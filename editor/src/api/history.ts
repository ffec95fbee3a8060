import { useQueries, useQuery } from '@tanstack/react-query'
import { type InferResponseType, parseResponse } from 'hono/client'
import { api } from './client.ts'

const oneCustomer = api.customers[':id']
const oneLine = api.runs[':id'].customers[':customer']
export type History = InferResponseType<typeof oneCustomer.history.$get, 200>
export type TimelineEntry = History['timeline'][number]

/** What a customer was to the bank, and what happened with him. */
export const useHistory = (customer: string) =>
  useQuery({
    // Under his page: a contact that is logged brings both up to date.
    queryKey: ['customer', customer, 'history'],
    queryFn: () => parseResponse(oneCustomer.history.$get({ param: { id: customer } })),
  })

/** A customer by stored runs, each decided again; looking at him is logged. */
export const useDecidedAgain = (customer: string, runs: readonly string[]) =>
  useQueries({
    queries: runs.map((run) => ({
      queryKey: ['line', run, customer],
      staleTime: Number.POSITIVE_INFINITY,
      queryFn: () => parseResponse(oneLine.$get({ param: { id: run, customer } })),
    })),
  })
