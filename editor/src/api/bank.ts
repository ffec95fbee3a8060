import { useQuery } from '@tanstack/react-query'
import { parseResponse } from 'hono/client'
import { api } from './client.ts'

/** The bank: its name, currency, the day of today's lists and the playbook in force. */
export const useBank = () => useQuery({ queryKey: ['bank'], queryFn: () => parseResponse(api.bank.$get()) })

/** The bank's currency; the demo bank's until the answer is there. */
export const useCurrency = (): string => useBank().data?.currency ?? 'CNY'
