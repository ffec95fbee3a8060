import { createRoute, z } from '@hono/zod-openapi'
import type { Desk } from '../desk/desk.ts'
import { effectOf, type Subject } from '../effect/effects.ts'
import type { Principal } from '../identity/users.ts'
import { draftFor } from './draft-state.ts'
import { type Effect, effectSchema } from './effect-report.ts'
import { Refusal, refusals } from './problem.ts'
import { answer, resource } from './resource.ts'
import { ofPlaybook, ofVersion, settingOf, versionFor } from './version.ts'

const query = z.strictObject({
  branches: z
    .string()
    .min(1)
    .max(10_000)
    .optional()
    .openapi({ description: 'Numbers of branches, parted by commas; everywhere when left out' }),
})

const description =
  'All customers are decided by the rules in force and by the version, on the state of this morning: contacts of the day change nothing. The hash is that of the rest of the report, samples included, which an administrator does not see.'

const readVersion = createRoute({
  method: 'get',
  path: '/api/playbooks/{id}/versions/{version}/effect',
  tags: ['Playbooks'],
  summary: 'What a version would change for the customers',
  description,
  request: {
    params: ofVersion,
    query,
  },
  responses: { 200: answer('The effect', effectSchema), ...refusals },
})

const readDraft = createRoute({
  method: 'get',
  path: '/api/playbooks/{id}/draft/effect',
  tags: ['Playbooks'],
  summary: 'What the draft would change for the customers',
  description,
  request: { params: ofPlaybook, query },
  responses: { 200: answer('The effect', effectSchema), ...refusals },
})

export const effectRoutes = (desk: Desk) =>
  resource()
    .openapi(readVersion, async (c) => {
      const { id, version } = c.req.valid('param')
      const found = await versionFor(settingOf(desk), { id, version })
      const subject = `playbooks/${id}/versions/${version}/effect`
      return c.json(await shown(desk, c.get('user'), subject, found, c.req.valid('query').branches), 200)
    })
    .openapi(readDraft, async (c) => {
      const { id } = c.req.valid('param')
      const { document } = await draftFor(desk.store, id)
      const found = { version: null, document, evidence: null }
      const subject = `playbooks/${id}/draft/effect`
      return c.json(await shown(desk, c.get('user'), subject, found, c.req.valid('query').branches), 200)
    })

/** The effect, once it is written down who looks at which customers. An administrator sees none. */
async function shown(
  desk: Desk,
  user: Principal,
  subject: string,
  version: Subject,
  branches: string | undefined,
): Promise<Effect> {
  const effect = await effectOf(desk, version, branchesOf(desk, branches))
  if (user.role === 'administrator') return { ...effect, samples: [] }
  await desk.journal.look(user.id, {
    action: 'population.read',
    subject,
    details: { effect: effect.hash },
    personal: effect.samples.map(({ customer }) => ({ customer })),
  })
  return effect
}

/** Each once and in the order of the bank, so that the same branches have the same effect; null for all. */
function branchesOf({ snapshot }: Desk, list: string | undefined): string[] | null {
  if (list === undefined) return null
  const wanted = new Set(list.split(','))
  const known = snapshot.branches.flatMap(({ id }) => (wanted.has(id) ? [id] : []))
  const unknown = [...wanted].find((id) => !known.includes(id))
  if (unknown !== undefined) throw new Refusal('unknown_branch', { branch: unknown })
  return known.length === snapshot.branches.length ? null : known
}
