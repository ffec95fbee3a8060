import { useQuery } from '@tanstack/react-query'
import { type InferRequestType, type InferResponseType, parseResponse } from 'hono/client'
import { z } from 'zod'
import { api } from './client.ts'

const one = api.backtests[':id']
export type BacktestReport = InferResponseType<typeof one.$get, 200>
export type BacktestRow = BacktestReport['groups'][number]['rows'][number]
export type BacktestFigures = BacktestRow['draft']
export type BacktestOrder = InferRequestType<typeof api.backtests.$post>['json']
export type Wanted = InferRequestType<typeof one.customers.$get>['query']
export type Behind = InferResponseType<typeof one.customers.$get, 200>

/** The past days that had lists, the earliest first. */
export const usePastDays = () =>
  useQuery({
    queryKey: ['past days'],
    queryFn: () => parseResponse(api.backtests.days.$get()),
  })

const toldSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('waiting') }),
  z.object({ state: z.literal('deciding'), day: z.string(), done: z.number(), days: z.number() }),
  z.object({ state: z.literal('done'), id: z.string() }),
  z.object({ state: z.literal('failed') }),
])
type Told = z.infer<typeof toldSchema>

/** Has a backtest run, and hands on what the server tells of it. It stops when the signal says so. */
export async function* runBacktest(order: BacktestOrder, signal: AbortSignal): AsyncGenerator<Told> {
  const response = await api.backtests.$post({ json: order }, { init: { signal } })
  // Throws what the server says instead of events.
  if (!response.ok) await parseResponse(response)
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    const events = `${text}${read.value}`.split('\n\n')
    text = events.pop() ?? ''
    for (const event of events) yield toldSchema.parse(JSON.parse(event.replace(/^data: /, '')))
  }
}

export const fetchBacktest = (id: string, signal: AbortSignal) =>
  parseResponse(one.$get({ param: { id } }, { init: { signal } }))

/** The customers behind a figure; looking at them is logged. */
export const useBehind = (id: string, query: Wanted) =>
  useQuery({
    queryKey: ['behind', id, query],
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    placeholderData: (before) => before,
    queryFn: () => parseResponse(one.customers.$get({ param: { id }, query })),
  })
