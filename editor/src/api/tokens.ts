import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type InferRequestType, type InferResponseType, parseResponse } from 'hono/client'
import { api } from './client.ts'

const ofToken = api.tokens[':id']

export type Token = InferResponseType<typeof api.tokens.$get, 200>[number]
export type Scope = Token['scopes'][number]
type NewToken = InferRequestType<typeof api.tokens.$post>['json']

const TOKENS = ['tokens']

export const useTokens = () => useQuery({ queryKey: TOKENS, queryFn: () => parseResponse(api.tokens.$get()) })

function useAskAgain() {
  const queries = useQueryClient()
  return () => queries.invalidateQueries({ queryKey: TOKENS })
}

/** Issues a token; the answer holds its secret, for this once. */
export const useIssueToken = () =>
  useMutation({
    mutationFn: (json: NewToken) => parseResponse(api.tokens.$post({ json })),
    onSettled: useAskAgain(),
  })

export const useRevokeToken = () =>
  useMutation({
    mutationFn: (id: string) => parseResponse(ofToken.$delete({ param: { id } })),
    onSettled: useAskAgain(),
  })
