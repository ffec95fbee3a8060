import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { parseResponse } from 'hono/client'
import { api } from './client.ts'

const LIST = ['playbooks']

/** The playbooks there are, with what is in force of each. */
export const usePlaybookList = () =>
  useQuery({ queryKey: LIST, queryFn: () => parseResponse(api.playbooks.$get()) })

/** Begins another playbook with a first draft. */
export function useBeginPlaybook() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (document: Record<string, unknown>) =>
      parseResponse(api.playbooks.$post({ json: { document } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: LIST }),
  })
}
