import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type InferRequestType, type InferResponseType, parseResponse } from 'hono/client'
import { api } from './client.ts'

export type DigestSetting = InferResponseType<typeof api.digest.$get, 200>
export type DigestWish = InferRequestType<typeof api.digest.$put>['json']

const DIGEST = ['digest']

/** One's own digest by e-mail. While a mail is under way it is asked again what became of it. */
export const useDigest = () =>
  useQuery({
    queryKey: DIGEST,
    queryFn: () => parseResponse(api.digest.$get()),
    refetchInterval: ({ state }) => (state.data?.lastMail?.state === 'waiting' ? 3_000 : false),
  })

export const useSetDigest = () =>
  useDigestChange((json: DigestWish) => parseResponse(api.digest.$put({ json })))

export const useConfirmDigest = () =>
  useDigestChange((code: string) => parseResponse(api.digest.confirmation.$post({ json: { code } })))

export const useEndDigest = () => useDigestChange((_: null) => parseResponse(api.digest.$delete()))

/** A change whose answer is the setting as it is then. */
function useDigestChange<Wanted>(mutationFn: (wanted: Wanted) => Promise<DigestSetting>) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn,
    onSuccess: (setting) => queries.setQueryData(DIGEST, setting),
  })
}
