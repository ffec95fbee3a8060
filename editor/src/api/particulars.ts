import { useQuery } from '@tanstack/react-query'
import { parseResponse } from 'hono/client'
import { api } from './client.ts'

const particulars = api.customers[':id'].particulars

/** A customer's household, and when and where he said how he may be contacted. */
export const useParticulars = (customer: string) =>
  useQuery({
    queryKey: ['customer', customer, 'particulars'],
    refetchOnWindowFocus: false,
    queryFn: () => parseResponse(particulars.$get({ param: { id: customer } })),
  })
