import { type Day, parseDay, SUCCESSES } from '@branch-playbook/engine'
import { createRoute, z } from '@hono/zod-openapi'
import type { Desk } from '../desk/desk.ts'
import { countContacts } from '../learning/count.ts'
import { hash, isoDay } from './fields.ts'
import { Refusal, refusals } from './problem.ts'
import { answer, resource } from './resource.ts'
import { ofPlaybook, requirePlaybook } from './version.ts'

const successOf = z.enum(SUCCESSES).openapi({
  description:
    '`reached`: a conversation took place. `interested`: that and he was interested, or ordered on the day. `ordered`: he ordered within 14 days of the first contact.',
})

const learningSchema = z
  .object({
    basis: z.object({
      success: successOf,
      from: isoDay,
      until: isoDay.openapi({ description: 'The last day that is settled, if that is earlier than asked' }),
      evidence: hash.openapi({ description: 'Of all counts: the same question gives the same' }),
    }),
    contacts: z.number().int(),
    occasions: z.number().int(),
    leftOut: z.object({
      unplanned: z.number().int().openapi({ description: 'Contacts that no list had asked for' }),
      elsewhere: z.number().int().openapi({ description: 'Occasions of another playbook' }),
      open: z.number().int().openapi({ description: 'Occasions put off and not yet come to' }),
    }),
    cells: z.array(
      z.object({
        source: z.string().openapi({ description: 'The node that led' }),
        tier: z.string().nullable(),
        strategy: z.string().nullable(),
        week: isoDay.openapi({ description: 'Its Monday' }),
        tries: z.number().int(),
        successes: z.number().int(),
      }),
    ),
  })
  .openapi('Learning')

const read = createRoute({
  method: 'get',
  path: '/api/playbooks/{id}/learning',
  tags: ['Playbooks'],
  summary: 'What the contacts of a period came to, by node, tier, strategy and week',
  description:
    'Counts only, of nobody in particular, and nothing is changed by it: numbers come into a playbook by a draft that is reviewed. An occasion is one try, however many contacts it took. Without a period it is the half year before today.',
  request: {
    params: ofPlaybook,
    query: z.strictObject({
      success: successOf.default('interested'),
      from: isoDay.optional(),
      until: isoDay.optional(),
    }),
  },
  responses: { 200: answer('The counts', learningSchema), ...refusals },
})

const USUAL_DAYS = 182
const MOST_DAYS = 1_100

export const learningRoutes = (desk: Desk) =>
  resource().openapi(read, async (c) => {
    const { id: playbook } = c.req.valid('param')
    const { success, ...period } = c.req.valid('query')
    await requirePlaybook(desk.store, playbook)
    const today = desk.today.grounds.day
    const until = dayOr(period.until, today)
    const from = dayOr(period.from, until - USUAL_DAYS)
    if (from > until || until - from > MOST_DAYS) throw new Refusal('learning_period', { most: MOST_DAYS })
    const counted = await countContacts(desk.store, { playbook, from, until, success }, today)
    return c.json({ ...counted, cells: [...counted.cells] }, 200)
  })

const dayOr = (text: string | undefined, otherwise: Day): Day =>
  text === undefined ? otherwise : (parseDay(text) ?? otherwise)
