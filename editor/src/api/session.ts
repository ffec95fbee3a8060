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
    onSuccess: ({ user }) => queries.setQueryData(SESSION, user),
  })
}

/** Signs out and loads the page anew: nothing that one user saw may be left for the next. */
export const useSignOut = () =>
  useMutation({
    mutationFn: () => parseResponse(api.session.$delete()),
    onSuccess: () => window.location.assign('/'),
  })
