import { formatDay } from '@branch-playbook/engine'
import { z } from '@hono/zod-openapi'
import type { CallBack } from '../desk/call-backs.ts'
import { isoDay, timeOfDay } from './fields.ts'

/** A call that a customer was promised. */
export const callBackSchema = z
  .object({ made: isoDay, on: isoDay, time: timeOfDay.nullable(), note: z.string() })
  .nullable()
  .openapi({
    description:
      'What the customer was promised: when, for which day, not before which time of it, and what was noted. The list keeps its minutes from the morning on; whoever shows it puts it first once its time has come.',
  })

/** A promise as the API tells it. */
export const shownCallBack = (callBack: CallBack | null | undefined): z.infer<typeof callBackSchema> =>
  callBack
    ? {
        made: formatDay(callBack.made),
        on: formatDay(callBack.on),
        time: callBack.time,
        note: callBack.note,
      }
    : null
