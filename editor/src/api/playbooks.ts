import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type InferResponseType, parseResponse } from 'hono/client'
import { z } from 'zod'
import { api } from './client.ts'

const playbook = api.playbooks[':id']
const oneVersion = playbook.versions[':version']
export type Version = InferResponseType<typeof playbook.versions.$get, 200>[number]

export const versionsKey = (id: string) => ['versions', id]
export const fetchVersions = (id: string) => parseResponse(playbook.versions.$get({ param: { id } }))

export const useVersions = (id: string) =>
  useQuery({ queryKey: versionsKey(id), queryFn: () => fetchVersions(id) })

export const draftKey = (id: string) => ['draft', id]
export const fetchDraft = (id: string) => parseResponse(playbook.draft.$get({ param: { id } }))

/** So long a save may be under way before it counts as lost, in milliseconds. */
const LOST_MS = 30_000

interface Kept {
  readonly document: Record<string, unknown>
  /** The tag of the draft that the document was made from; the server refuses when it has changed since. */
  readonly etag: string
  /** Whose work it is; the server refuses when somebody else is signed in by now. */
  readonly as: string
  /** Whether nobody asked for it but the editor. */
  readonly auto: boolean
}

const keptSchema = z.object({ etag: z.string(), problems: z.array(z.unknown()) })

/**
 * Keeps a document as the draft.
 * @throws TypeError as for no answer, when somebody else answered: a network that wants one to sign in says yes to
 * everything, with a page of its own.
 */
export async function putDraft(id: string, { document, etag, as, auto }: Kept) {
  const answer = await parseResponse(
    playbook.draft.$put(
      { param: { id }, header: { 'if-match': `"${etag}"` }, json: { document, as, auto } },
      { init: { signal: AbortSignal.timeout(LOST_MS) } },
    ),
  )
  if (!keptSchema.safeParse(answer).success) throw new TypeError('The answer is not of the server')
  return answer
}

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
    onSuccess: () =>
      Promise.all([versionsKey(id), draftKey(id)].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  })
}

/** Tells the others which node this tab has before it. */
export const sayWhere = (id: string, tab: string, node: string | null) =>
  parseResponse(playbook.presence[':tab'].$put({ param: { id, tab }, json: { node } }))
