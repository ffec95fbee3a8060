import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type InferRequestType, type InferResponseType, parseResponse } from 'hono/client'
import { api } from './client.ts'
import { refusalOf } from './refusal.ts'

export type User = InferResponseType<typeof api.session.$get, 200>['user']
export type Role = User['role']

/** Who is signed in, and whether he has to change a one-time password before anything else. */
type SignedIn = User & { readonly passwordDue: boolean }

const SESSION = ['session']

/** Who is signed in; null for nobody. */
export async function readSession(): Promise<SignedIn | null> {
  try {
    const { user, passwordDue } = await parseResponse(api.session.$get())
    return { ...user, passwordDue }
  } catch (error) {
    if (refusalOf(error).status === 401) return null
    throw error
  }
}

/** Who was signed in when the page was loaded, or has signed in since; null for nobody. */
export const useSession = () =>
  useQuery({ queryKey: SESSION, staleTime: Number.POSITIVE_INFINITY, queryFn: readSession })

/** Whether who is signed in works with customers in a branch; others look on. */
export function useWorksInBranch(): boolean {
  const { data: user } = useSession()
  return user?.role === 'adviser' || user?.role === 'manager'
}

export const useDemoUsers = () =>
  useQuery({ queryKey: ['demo users'], queryFn: () => parseResponse(api.users.demo.$get()) })

export function useSignIn() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (json: InferRequestType<typeof api.session.$post>['json']) =>
      parseResponse(api.session.$post({ json })),
    onSuccess: ({ user, passwordDue }) => queries.setQueryData(SESSION, { ...user, passwordDue }),
  })
}

/** By which ways people sign in to this bank. */
export const useSignInMethods = () =>
  useQuery({
    queryKey: ['sign-in methods'],
    queryFn: () => parseResponse(api['sign-in'].methods.$get()),
  })

/** Changes one's own password; all other sessions of one's own end. */
export function useChangePassword() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (json: InferRequestType<typeof api.session.password.$put>['json']) =>
      parseResponse(api.session.password.$put({ json })),
    onSuccess: () => queries.invalidateQueries({ queryKey: SESSION }),
  })
}

/** Signs out and loads the page anew: nothing that one user saw may be left for the next. */
export const useSignOut = () =>
  useMutation({
    mutationFn: () => parseResponse(api.session.$delete()),
    onSuccess: () => window.location.assign('/'),
  })
