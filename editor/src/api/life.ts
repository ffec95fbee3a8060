import { useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { type InferRequestType, type InferResponseType, parseResponse } from 'hono/client'
import { api } from './client.ts'
import { fetchVersions, type Version, versionsKey } from './playbooks.ts'

const version = api.playbooks[':id'].versions[':version']

/** What a version would change for all customers. */
export type Effect = InferResponseType<typeof version.effect.$get, 200>
export type Activation = InferResponseType<typeof api.activations.$get, 200>[number]
export type BranchRules = InferResponseType<typeof api.rules.$get, 200>[number]

/** A version by its playbook and number. */
export interface WhichVersion {
  readonly playbook: string
  readonly version: number
}

/** The first day of whatever came with the product. */
export const BEGINNING_OF_TIME = '1900-01-01'

const EFFECT = 'effect'

const paramOf = ({ playbook, version }: WhichVersion) => ({ id: playbook, version: String(version) })

export interface VersionOfPlaybook extends Version {
  readonly playbook: string
}

/** The versions of all playbooks, the newest of each first. */
export function useAllVersions() {
  const playbooks = useQuery({
    queryKey: ['playbooks'],
    queryFn: () => parseResponse(api.playbooks.$get()),
  })
  return useQueries({
    queries: (playbooks.data ?? []).map(({ id }) => ({
      queryKey: versionsKey(id),
      queryFn: () => fetchVersions(id),
      staleTime: 0,
      // Others submit while the page is open.
      refetchInterval: 20_000,
    })),
    combine: (all) => ({
      data:
        all.every(({ data }) => data) && playbooks.data
          ? playbooks.data.flatMap(({ id }, at) =>
              (all[at]?.data ?? []).map((each): VersionOfPlaybook => ({ ...each, playbook: id })),
            )
          : undefined,
      error: playbooks.error ?? all.find(({ error }) => error)?.error ?? null,
    }),
  })
}

/** What a version would change. It is worked out on the server, and changes when rules or events do. */
export const useEffectOf = (which: WhichVersion) =>
  useQuery({
    queryKey: [EFFECT, which.playbook, which.version],
    queryFn: () => parseResponse(version.effect.$get({ param: paramOf(which), query: {} })),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })

/** What differs between a version and an earlier one, in words; versions never change. */
export const useChangesSince = ({ playbook, version }: WhichVersion, base: number) =>
  useQuery({
    queryKey: ['comparison', playbook, base, version],
    queryFn: () =>
      parseResponse(
        api.playbooks[':id'].comparison.$get({
          param: { id: playbook },
          query: { from: String(base), to: String(version) },
        }),
      ),
    staleTime: Number.POSITIVE_INFINITY,
  })

/** A judgement of a version shows in many places, and changes nobody's rules: its effect stays. */
function useJudgement<Given, Answer>(judge: (given: Given) => Promise<Answer>) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: judge,
    onSuccess: () => queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== EFFECT }),
  })
}

/** Other rules change everything that is shown. */
function useChangeOfRules<Given, Answer>(change: (given: Given) => Promise<Answer>) {
  const queries = useQueryClient()
  return useMutation({ mutationFn: change, onSuccess: () => queries.invalidateQueries() })
}

/** Finds a version good, by the effect that was seen. */
export const useApprove = (which: WhichVersion) =>
  useJudgement((json: InferRequestType<typeof version.approval.$post>['json']) =>
    parseResponse(version.approval.$post({ param: paramOf(which), json })),
  )

export const useSendBack = (which: WhichVersion) =>
  useJudgement((json: InferRequestType<typeof version.return.$post>['json']) =>
    parseResponse(version.return.$post({ param: paramOf(which), json })),
  )

export const useWithdrawVersion = (which: WhichVersion) =>
  useJudgement((reason: string) =>
    parseResponse(version.withdrawal.$post({ param: paramOf(which), json: { reason } })),
  )

/** Puts an approved version in force from a day on. */
export const useActivate = (which: WhichVersion) =>
  useChangeOfRules((json: InferRequestType<typeof version.activations.$post>['json']) =>
    parseResponse(version.activations.$post({ param: paramOf(which), json })),
  )

export const useWithdrawActivation = (number: number) =>
  useChangeOfRules((reason: string) =>
    parseResponse(
      api.activations[':number'].withdrawal.$post({ param: { number: String(number) }, json: { reason } }),
    ),
  )

/** What is in force in each branch, and what comes next. */
export const useRules = () =>
  useQuery({ queryKey: ['rules'], queryFn: () => parseResponse(api.rules.$get()) })

/** What was, is and will be in force, the activation made last first. */
export const useActivations = () =>
  useQuery({ queryKey: ['activations'], queryFn: () => parseResponse(api.activations.$get()) })
