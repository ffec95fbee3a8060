import { useQuery } from '@tanstack/react-query'
import { type InferRequestType, parseResponse } from 'hono/client'
import { LISTS, useChange } from './change.ts'
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

/** The lists are made anew at once, and enquiries are his stand-in's. */
const TOUCHED = [LEAVES, ...LISTS, ['enquiries']]

export const useEnterLeave = (branch: string) =>
  useChange(TOUCHED, (json: NewLeave) => parseResponse(leavesOf.$post({ param: { id: branch }, json })))

export const useWithdrawLeave = () =>
  useChange(TOUCHED, (id: string) => parseResponse(api.leaves[':id'].withdrawal.$post({ param: { id } })))
