import { useQuery } from '@tanstack/react-query'
import { type InferResponseType, parseResponse } from 'hono/client'
import { api } from './client.ts'

const oneRun = api.runs[':id']
const oneLine = oneRun.customers[':customer']
export type ListedRun = InferResponseType<typeof api.runs.$get, 200>[number]
export type Run = InferResponseType<typeof oneRun.$get, 200>
export type Replay = InferResponseType<typeof oneRun.replay.$post, 200>
export type Difference = Replay['differences'][number]
export type Line = InferResponseType<typeof oneLine.$get, 200>

/** The runs, the one that came into force last first. */
export const useRuns = () =>
  useQuery({ queryKey: ['runs'], queryFn: () => parseResponse(api.runs.$get({ query: {} })) })

export const useRun = (id: string) =>
  useQuery({ queryKey: ['run', id], queryFn: () => parseResponse(oneRun.$get({ param: { id } })) })

/** Decides a stored run again, and compares. */
export const replayRun = (id: string): Promise<Replay> =>
  parseResponse(oneRun.replay.$post({ param: { id } }))

/** One customer of a run, decided again; looking at him is logged. */
export const useLine = (run: string, customer: string | null) =>
  useQuery({
    queryKey: ['line', run, customer],
    enabled: customer !== null,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => parseResponse(oneLine.$get({ param: { id: run, customer: customer ?? '' } })),
  })
