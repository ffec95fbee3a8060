import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { type InferResponseType, parseResponse } from 'hono/client'
import { api } from './client.ts'

const atPlaces = api.snapshots[':hash'].customers
export type NamedCustomer = InferResponseType<typeof atPlaces.$get, 200>[number]

/** As many as the server names at once. */
export const MOST_NAMED = 200

/** Who stands at these places of a snapshot's columns. Each call is a look at them, and in the log as that. */
export const fetchNames = (hash: string, rows: readonly number[]) =>
  parseResponse(atPlaces.$get({ param: { hash }, query: { rows: rows.join(',') } }))

/** While a threshold is drawn along other customers come at every step: nobody looks at those. */
const SETTLED_MS = 350

/**
 * The customers at these places, by place; those whose data were erased are not among them. Undefined until they
 * come.
 */
export function useNamedCustomers(hash: string | undefined, rows: readonly number[]) {
  const wanted = rows.join(',')
  const [settled] = useDebouncedValue(wanted, SETTLED_MS)
  const { data, error } = useQuery({
    queryKey: ['snapshot-customers', hash, settled],
    enabled: hash !== undefined && settled !== '',
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      const found = await fetchNames(hash ?? '', settled.split(',').map(Number))
      return new Map(found.map((customer) => [customer.row, customer]))
    },
  })
  return { names: settled === wanted ? data : undefined, error }
}
