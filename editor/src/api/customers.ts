import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { type InferRequestType, type InferResponseType, parseResponse } from 'hono/client'
import { api } from './client.ts'

const oneCustomer = api.customers[':id']
export type CustomerPage = InferResponseType<typeof oneCustomer.$get, 200>

export const useCustomer = (id: string) =>
  useQuery({
    queryKey: ['customer', id],
    queryFn: () => parseResponse(oneCustomer.$get({ param: { id } })),
  })

const transactions = oneCustomer.transactions
type TransactionPage = InferResponseType<typeof transactions.$get, 200>
type TransactionFilter = Omit<InferRequestType<typeof transactions.$get>['query'], 'after' | 'limit'>

/** Those of a customer's transactions that a filter lets through, the latest first, page by page. Each page is a look at him. */
export const useTransactions = (id: string, filter: TransactionFilter, enabled: boolean) =>
  useInfiniteQuery({
    queryKey: ['customer', id, 'transactions', filter],
    enabled,
    refetchOnWindowFocus: false,
    placeholderData: keepPreviousData,
    initialPageParam: null,
    getNextPageParam: ({ next }: TransactionPage): string | null => next,
    queryFn: ({ pageParam }: { pageParam: string | null }): Promise<TransactionPage> =>
      parseResponse(
        transactions.$get({
          param: { id },
          query: { ...filter, ...(pageParam !== null && { after: pageParam }) },
        }),
      ),
  })

/** The customers of whom a name or number is like the text; the first few. */
export const useCustomerSearch = (search: string) =>
  useQuery({
    queryKey: ['customers', search],
    enabled: search.trim() !== '',
    queryFn: () => parseResponse(api.customers.$get({ query: { search, limit: '12' } })),
  })

/** All that is known of a customer, as a playbook's tests write it, without his name. Each call is a look at him. */
export const fetchFacts = (id: string) => parseResponse(oneCustomer.facts.$get({ param: { id } }))
