import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type InferRequestType, parseResponse } from 'hono/client'
import { api } from './client.ts'

const leavesOf = api.branches[':id'].leaves

export type NewLeave = InferRequestType<typeof leavesOf.$post>['json']

const LEAVES = ['leaves']

/** Who of a branch is away, today or later. */
export const useLeaves = (branch: string) =>
  useQuery({
    queryKey: [...LEAVES, branch],
    queryFn: () => parseResponse(leavesOf.$get({ param: { id: branch } })),
  })

/** The lists are made anew at once, so they are asked for again. */
function useAfterwards() {
  const queries = useQueryClient()
  return () =>
    Promise.all(
      [LEAVES, ['actions'], ['branches']].map((queryKey) => queries.invalidateQueries({ queryKey })),
    )
}

export function useEnterLeave(branch: string) {
  const onSuccess = useAfterwards()
  return useMutation({
    mutationFn: (json: NewLeave) => parseResponse(leavesOf.$post({ param: { id: branch }, json })),
    onSuccess,
  })
}

export function useWithdrawLeave() {
  const onSuccess = useAfterwards()
  return useMutation({
    mutationFn: (id: string) => parseResponse(api.leaves[':id'].withdrawal.$post({ param: { id } })),
    onSuccess,
  })
}
