import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type InferRequestType, type InferResponseType, parseResponse } from 'hono/client'
import { api } from './client.ts'
import { refusalOf } from './refusal.ts'

export type User = InferResponseType<typeof api.session.$get, 200>['user']
export type Role = User['role']

const SESSION = ['session']

/** Who is signed in; null for nobody. */
export const useSession = () =>
  useQuery({
    queryKey: SESSION,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async (): Promise<User | null> => {
      try {
        return (await parseResponse(api.session.$get())).user
      } catch (error) {
        if (refusalOf(error).status === 401) return null
        throw error
      }
    },
  })

export const useDemoUsers = () =>
  useQuery({ queryKey: ['demo users'], queryFn: () => parseResponse(api.users.demo.$get()) })

export function useSignIn() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (json: InferRequestType<typeof api.session.$post>['json']) =>
      parseResponse(api.session.$post({ json })),
    // What another user could see must not be shown to this one.
    onSuccess: ({ user }) => {
      queries.clear()
      queries.setQueryData(SESSION, user)
    },
  })
}

export function useSignOut() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => parseResponse(api.session.$delete()),
    onSuccess: () => {
      queries.clear()
      queries.setQueryData(SESSION, null)
    },
  })
}
