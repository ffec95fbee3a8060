import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type InferRequestType, type InferResponseType, parseResponse } from 'hono/client'
import { api } from './client.ts'

const one = api.experiments[':id']
export type Experiment = InferResponseType<typeof api.experiments.$get, 200>[number]
export type Outcomes = InferResponseType<typeof one.outcomes.$get, 200>

const EXPERIMENTS = ['experiments']

/** All experiments, those that begin last first. */
export const useExperiments = () =>
  useQuery({ queryKey: EXPERIMENTS, queryFn: () => parseResponse(api.experiments.$get()) })

export const useExperiment = (id: string) =>
  useQuery({
    queryKey: [...EXPERIMENTS, id],
    queryFn: () => parseResponse(one.$get({ param: { id } })),
  })

/** What came of an experiment so far, side by side. */
export const useOutcomes = (id: string) =>
  useQuery({
    queryKey: [...EXPERIMENTS, id, 'outcomes'],
    queryFn: () => parseResponse(one.outcomes.$get({ param: { id } })),
  })

/** An experiment changes who is decided by what, so all is asked for again. */
function useChange<Given, Answer>(change: (given: Given) => Promise<Answer>) {
  const queries = useQueryClient()
  return useMutation({ mutationFn: change, onSuccess: () => queries.invalidateQueries() })
}

export const useStartExperiment = () =>
  useChange((json: InferRequestType<typeof api.experiments.$post>['json']) =>
    parseResponse(api.experiments.$post({ json })),
  )

export const useReshare = (id: string) =>
  useChange((json: InferRequestType<typeof one.shares.$post>['json']) =>
    parseResponse(one.shares.$post({ param: { id }, json })),
  )

export const useEndExperiment = (id: string) =>
  useChange((reason: string) => parseResponse(one.end.$post({ param: { id }, json: { reason } })))
