import { useQuery } from '@tanstack/react-query'
import { type InferRequestType, type InferResponseType, parseResponse } from 'hono/client'
import { CUSTOMERS, useChange } from './change.ts'
import { api } from './client.ts'

const ofCustomer = api.customers[':id']

export type Order = InferResponseType<typeof ofCustomer.orders.$get, 200>[number]
export type OrderableProduct = InferResponseType<typeof ofCustomer.products.$get, 200>['products'][number]

/** The core system answers within seconds: so long a page that is open shows what is past. */
const REFRESH_MS = 10_000

const OPEN: readonly Order['state'][] = ['placed', 'handed_over', 'accepted']

/** Whether the core has more to say of an order. */
export const isOpenOrder = ({ state, cancel }: Pick<Order, 'state' | 'cancel'>): boolean =>
  OPEN.includes(state) || (cancel === 'asked' && state !== 'cancelled')

/** Where an order stands, as people are told. */
export const standOf = ({ state, cancel }: Pick<Order, 'state' | 'cancel'>) =>
  cancel === 'asked' && state !== 'cancelled' ? 'cancelling' : state

const refreshed = (orders: readonly Order[] | undefined) => (orders?.some(isOpenOrder) ? REFRESH_MS : false)

/** The orders of a customer; asked for again while the core may have more to say of one. */
export const useOrders = (customer: string) =>
  useQuery({
    queryKey: ['orders', customer],
    queryFn: () => parseResponse(ofCustomer.orders.$get({ param: { id: customer } })),
    refetchInterval: ({ state: { data } }) => refreshed(data),
  })

/** The orders of a branch from a day on and all that are open, the latest first. */
export const useBranchOrders = (branch: string, from: string) =>
  useQuery({
    queryKey: ['orders', 'branch', branch, from],
    queryFn: () => parseResponse(api.branches[':id'].orders.$get({ param: { id: branch }, query: { from } })),
    refetchInterval: ({ state: { data } }) => refreshed(data),
  })

/** What a customer may order at this moment, and what he has. */
export const useOrderable = (customer: string) =>
  useQuery({
    queryKey: ['orderable', customer],
    queryFn: () => parseResponse(ofCustomer.products.$get({ param: { id: customer } })),
    // What was true when the dialog was open before may not be now.
    gcTime: 0,
  })

export const usePlaceOrder = (customer: string) =>
  useChange(touched(customer), (json: InferRequestType<typeof api.orders.$post>['json']) =>
    parseResponse(api.orders.$post({ json })),
  )

export const useCancelOrder = (customer: string) =>
  useChange(touched(customer), (id: string) =>
    parseResponse(api.orders[':id'].cancellation.$post({ param: { id } })),
  )

/** An order stands among the customer's own and on his timeline. */
const touched = (customer: string) => [['orders', customer], CUSTOMERS]
