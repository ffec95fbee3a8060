import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type InferResponseType, parseResponse } from 'hono/client'
import { api } from './client.ts'

const playbook = api.playbooks[':id']
const thread = playbook.threads[':thread']

/** Comments at a node that belong together. */
export type Thread = InferResponseType<typeof playbook.comments.$get, 200>[number]

export const commentsKey = (id: string) => ['comments', id]

export const useComments = (id: string | undefined) =>
  useQuery({
    queryKey: commentsKey(id ?? ''),
    enabled: id !== undefined,
    queryFn: () => parseResponse(playbook.comments.$get({ param: { id: id ?? '' } })),
  })

/** Something done to the comments of a playbook, which are read again afterwards. */
function useDeed<Given>(id: string, deed: (given: Given) => Promise<unknown>) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: deed,
    onSettled: () => queries.invalidateQueries({ queryKey: commentsKey(id) }),
  })
}

export const useOpenThread = (id: string) =>
  useDeed(id, (json: { readonly node: string; readonly text: string }) =>
    parseResponse(playbook.comments.$post({ param: { id }, json })),
  )

export const useAnswer = (id: string, number: number) =>
  useDeed(id, (text: string) =>
    parseResponse(thread.answers.$post({ param: { id, thread: String(number) }, json: { text } })),
  )

export const useResolve = (id: string, number: number) =>
  useDeed(id, (resolved: boolean) =>
    parseResponse(thread.resolution.$put({ param: { id, thread: String(number) }, json: { resolved } })),
  )

export const useDeleteComment = (id: string) =>
  useDeed(id, (comment: number) =>
    parseResponse(playbook.comments[':comment'].$delete({ param: { id, comment: String(comment) } })),
  )
