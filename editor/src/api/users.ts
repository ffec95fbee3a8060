import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type InferRequestType, type InferResponseType, parseResponse } from 'hono/client'
import { api } from './client.ts'

const ofUser = api.users[':id']

/** A user as administrators see him. */
export type Account = InferResponseType<typeof api.users.$get, 200>[number]
type NewUser = InferRequestType<typeof api.users.$post>['json']
export type UserChange = InferRequestType<typeof ofUser.$patch>['json']

const USERS = ['users']

export const useAccounts = () => useQuery({ queryKey: USERS, queryFn: () => parseResponse(api.users.$get()) })

/** Asks for the users again, whatever came of a change: somebody else may have made one too. */
function useAskAgain() {
  const queries = useQueryClient()
  return () => queries.invalidateQueries({ queryKey: USERS })
}

/** Adds a user; the answer holds his one-time password, for this once. */
export const useAddUser = () =>
  useMutation({
    mutationFn: (json: NewUser) => parseResponse(api.users.$post({ json })),
    onSettled: useAskAgain(),
  })

/** Changes what is named of a user, and nothing else. */
export const useChangeUser = () =>
  useMutation({
    mutationFn: ({ id, change }: { readonly id: string; readonly change: UserChange }) =>
      parseResponse(ofUser.$patch({ param: { id }, json: change })),
    onSettled: useAskAgain(),
  })

/** Gives a user a new one-time password, which the answer holds for this once. */
export const useResetPassword = () =>
  useMutation({
    mutationFn: (id: string) => parseResponse(ofUser.password.$post({ param: { id } })),
    onSettled: useAskAgain(),
  })
