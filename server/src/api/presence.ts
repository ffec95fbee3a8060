import { createRoute, z } from '@hono/zod-openapi'
import type { Desk } from '../desk/desk.ts'
import { eventStream } from './event-stream.ts'
import { identifier } from './fields.ts'
import { Refusal, refusals } from './problem.ts'
import { body, resource } from './resource.ts'
import type { Doorkeeper } from './sign-in.ts'
import { ofPlaybook, requirePlaybook } from './version.ts'

/** Whoever opens more makes every change be told so many times; a browser has six connections. */
const MOST_TABS = 24

/** So often somebody who hears nothing new hears that, and is asked for his session, in milliseconds. */
const PULSE_MS = 5_000

const tab = z.uuid().openapi({ description: 'Names one tab of a user; made up by it' })

const watch = createRoute({
  method: 'get',
  path: '/api/playbooks/{id}/live',
  tags: ['Playbooks'],
  summary: 'Tells at once who has the playbook open, and when its draft, versions or comments change',
  description:
    'Server-sent events: `present` with everybody who is there, `draft` with its etag, `versions`, `comments`, `pulse`; `ended` is the last one when the session has ended.',
  request: { params: ofPlaybook, query: z.strictObject({ tab }) },
  responses: {
    200: { description: 'The events', content: { 'text/event-stream': { schema: z.string() } } },
    ...refusals,
  },
})

const turn = createRoute({
  method: 'put',
  path: '/api/playbooks/{id}/presence/{tab}',
  tags: ['Playbooks'],
  summary: 'Says which node one has before oneself, in a tab that is connected',
  request: {
    params: ofPlaybook.extend({ tab }),
    body: body(z.strictObject({ node: identifier.nullable() })),
  },
  responses: { 204: { description: 'Told to the others' }, ...refusals },
})

export const presenceRoutes = (
  { store, together }: Desk,
  doorkeeper: Doorkeeper,
  logFault: (fault: Error) => void,
) =>
  resource()
    .openapi(watch, async (c) => {
      const { id } = c.req.valid('param')
      await requirePlaybook(store, id)
      const user = c.get('user')
      const session = c.get('session')
      const person = { tab: c.req.valid('query').tab, user: user.id, name: user.name }
      if (together.otherTabsOf(person) >= MOST_TABS) throw new Refusal('too_many_tabs', { most: MOST_TABS })
      return eventStream(c, logFault, async (stream) => {
        const ear = together.join(id, person)
        stream.onAbort(() => together.leave(id, person, ear))
        try {
          while (!ear.closed) {
            const news = await ear.next(PULSE_MS)
            if (ear.closed) break
            if (!(await doorkeeper.stillKnows(user, session))) {
              await stream.writeSSE({ event: 'ended', data: '{}' })
              break
            }
            const { event, ...data } = news ?? { event: 'pulse' }
            await stream.writeSSE({ event, data: JSON.stringify(data) })
          }
        } finally {
          together.leave(id, person, ear)
        }
      })
    })
    .openapi(turn, (c) => {
      const { id, tab } = c.req.valid('param')
      const { node } = c.req.valid('json')
      if (!together.turn(id, { tab, user: c.get('user').id, node })) throw new Refusal('unknown_tab')
      return c.body(null, 204)
    })
