import { useQuery } from '@tanstack/react-query'
import { parseResponse } from 'hono/client'
import { api } from './client.ts'

/** A calendar of working days, by its id. */
export const useCalendar = (id: string | undefined) =>
  useQuery({
    queryKey: ['calendar', id],
    enabled: id !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => parseResponse(api.calendars[':id'].$get({ param: { id: id ?? '' } })),
  })
