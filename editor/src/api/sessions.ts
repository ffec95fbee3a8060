import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { parseResponse } from 'hono/client'
import { api } from './client.ts'

const SESSIONS = ['sessions']

/** One's own sessions, the latest first. */
export const useOwnSessions = () =>
  useQuery({ queryKey: SESSIONS, staleTime: 0, queryFn: () => parseResponse(api.sessions.$get()) })

/** Ends sessions of one's own. */
export function useEndSessions() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (ids: readonly string[]) =>
      Promise.all(ids.map((id) => parseResponse(api.sessions[':id'].$delete({ param: { id } })))),
    onSettled: () => queries.invalidateQueries({ queryKey: SESSIONS }),
  })
}
