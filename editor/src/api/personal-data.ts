import { useMutation, useQueryClient } from '@tanstack/react-query'
import { parseResponse } from 'hono/client'
import { api } from './client.ts'

const ofCustomer = api.customers[':id']['personal-data']

/** Asks for all that is held of a customer. Each time is logged as an export, so it is asked for by hand only. */
export const usePersonalData = (id: string) =>
  useMutation({ mutationFn: () => parseResponse(ofCustomer.$get({ param: { id } })) })

/** Erases the personal data of a customer. */
export function useErasure() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ customer, reason }: { readonly customer: string; readonly reason: string }) =>
      parseResponse(ofCustomer.$delete({ param: { id: customer }, json: { reason } })),
    onSuccess: () => queries.invalidateQueries(),
  })
}
