import { useQuery } from '@tanstack/react-query'
import { type InferResponseType, parseResponse } from 'hono/client'
import { api } from './client.ts'

export type Campaign = InferResponseType<typeof api.campaigns.$get, 200>[number]
export type CampaignResults = Campaign['branches'][number]['results']

/** What came of the campaigns, the latest first. */
export const useCampaigns = () =>
  useQuery({ queryKey: ['campaigns'], queryFn: () => parseResponse(api.campaigns.$get()) })
