import { useQuery } from '@tanstack/react-query'
import { type InferResponseType, parseResponse } from 'hono/client'
import { api } from './client.ts'

const oneCustomer = api.customers[':id']
export type CustomerPage = InferResponseType<typeof oneCustomer.$get, 200>

export const useCustomer = (id: string) =>
  useQuery({
    queryKey: ['customer', id],
    queryFn: () => parseResponse(oneCustomer.$get({ param: { id } })),
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
