import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query'

/** What is made anew at once by whatever changes somebody's day: the lists, and the figures of the branches. */
export const LISTS: readonly QueryKey[] = [['actions'], ['branches']]

/** All that is shown of customers. */
export const CUSTOMERS: QueryKey = ['customer']

/**
 * A change of what the server keeps. Before it counts as done, what it touches is asked for again; when it fails, too,
 * though the failure does not wait for that: its answer may have got lost, or somebody else been first.
 */
export function useChange<Asked, Answer>(
  touched: readonly QueryKey[],
  mutationFn: (asked: Asked) => Promise<Answer>,
) {
  const queries = useQueryClient()
  const askAgain = () => Promise.all(touched.map((queryKey) => queries.invalidateQueries({ queryKey })))
  return useMutation({ mutationFn, onSuccess: askAgain, onError: () => void askAgain() })
}
