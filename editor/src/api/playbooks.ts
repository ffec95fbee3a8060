import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type InferResponseType, parseResponse } from 'hono/client'
import { api } from './client.ts'

const playbook = api.playbooks[':id']
const oneVersion = playbook.versions[':version']
export type Version = InferResponseType<typeof playbook.versions.$get, 200>[number]

const VERSIONS = ['versions']

export const useVersions = (id: string) =>
  useQuery({
    queryKey: [...VERSIONS, id],
    queryFn: () => parseResponse(playbook.versions.$get({ param: { id } })),
  })

export const draftKey = (id: string) => ['draft', id]
export const fetchDraft = (id: string) => parseResponse(playbook.draft.$get({ param: { id } }))

interface Kept {
  readonly document: Record<string, unknown>
  /** The tag of the draft that the document was made from; the server refuses when it has changed since. */
  readonly etag: string
}

export const useSaveDraft = (id: string) =>
  useMutation({
    mutationFn: ({ document, etag }: Kept) =>
      parseResponse(
        playbook.draft.$put({ param: { id }, header: { 'if-match': `"${etag}"` }, json: { document } }),
      ),
  })

/** A version with its document; versions never change. */
export const useVersion = (id: string | undefined, version: number | undefined) =>
  useQuery({
    queryKey: ['version', id, version],
    enabled: id !== undefined && version !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () =>
      parseResponse(oneVersion.$get({ param: { id: id ?? '', version: String(version ?? '') } })),
  })

/** Makes the draft, as it was opened or saved here, a version that no one can change. */
export function useMakeVersion(id: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ note, etag }: { readonly note: string; readonly etag: string | undefined }) =>
      parseResponse(
        playbook.versions.$post({
          param: { id },
          header: etag === undefined ? {} : { 'if-match': `"${etag}"` },
          json: { note },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: [...VERSIONS, id] }),
  })
}

/** Puts a version in force everywhere from today on, and approves it first if nobody has. */
export function useActivate(id: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async ({
      version,
      state,
      reason,
    }: Pick<Version, 'version' | 'state'> & { reason: string }) => {
      const param = { id, version: String(version) }
      if (state === 'submitted') {
        const { hash: effect } = await parseResponse(oneVersion.effect.$get({ param, query: {} }))
        await parseResponse(oneVersion.approval.$post({ param, json: { effect } }))
      }
      return parseResponse(oneVersion.activations.$post({ param, json: { reason } }))
    },
    onSuccess: () => queries.invalidateQueries(),
  })
}
