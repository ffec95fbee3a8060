import type { Learned, Success } from '@branch-playbook/engine'
import { useQuery } from '@tanstack/react-query'
import { type InferResponseType, parseResponse } from 'hono/client'
import { api } from './client.ts'

const route = api.playbooks[':id'].learning
export type Learning = InferResponseType<typeof route.$get, 200>

/** What the contacts of a period came to, from a day on or, without one, of the usual period. */
export const useLearning = (playbook: string, success: Success, from: string | undefined) =>
  useQuery({
    queryKey: ['learning', playbook, success, from],
    placeholderData: (before) => before,
    queryFn: () =>
      parseResponse(
        route.$get({ param: { id: playbook }, query: { success, ...(from !== undefined && { from }) } }),
      ),
  })

/** The contacts that numbers were learned from, counted again whenever it is refetched, and not before. */
export const useRecount = (
  playbook: string,
  { success, from, until }: Pick<Learned, 'success' | 'from' | 'until'>,
) =>
  useQuery({
    queryKey: ['learning', playbook, success, from, until],
    enabled: false,
    queryFn: () => parseResponse(route.$get({ param: { id: playbook }, query: { success, from, until } })),
  })
