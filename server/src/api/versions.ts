import { createRoute, z } from '@hono/zod-openapi'
import type { Desk } from '../desk/desk.ts'
import { prepare } from '../desk/prepared-playbook.ts'
import { proofread } from '../desk/proofread.ts'
import { documentOf } from '../store/document.ts'
import { addVersion, deleteDraft, draftOf, type StoredVersion, versionsOf } from '../store/playbooks.ts'
import { ifMatch, requireSame } from './draft-state.ts'
import { hash, identifier, moment, playbookProblem, text } from './fields.ts'
import { Refusal, refusals } from './problem.ts'
import { answer, body, resource } from './resource.ts'

export const documentSchema = z
  .record(z.string(), z.unknown())
  .openapi({ description: 'A playbook, see playbook.schema.json' })

const versionSchema = z
  .object({
    version: z.number().int(),
    hash,
    state: z.enum(['active', 'approved', 'draft', 'retired']),
    author: z.string(),
    at: moment,
    note: z.string(),
  })
  .openapi('Version')

const ofPlaybook = z.strictObject({ id: identifier })
const ofVersion = z.strictObject({ id: identifier, version: z.coerce.number().int().min(1) })

const list = createRoute({
  method: 'get',
  path: '/api/playbooks/{id}/versions',
  tags: ['Playbooks'],
  summary: 'The versions of a playbook, the newest first',
  request: { params: ofPlaybook },
  responses: { 200: answer('The versions', z.array(versionSchema)), ...refusals },
})

const read = createRoute({
  method: 'get',
  path: '/api/playbooks/{id}/versions/{version}',
  tags: ['Playbooks'],
  summary: 'A version with its document',
  request: { params: ofVersion },
  responses: {
    200: answer(
      'The version',
      versionSchema.extend({ document: documentSchema, problems: z.array(playbookProblem) }),
    ),
    ...refusals,
  },
})

const publish = createRoute({
  method: 'post',
  path: '/api/playbooks/{id}/versions',
  tags: ['Playbooks'],
  summary: 'Makes the draft a version that never changes again; it has to pass the check and its own tests',
  request: {
    params: ofPlaybook,
    headers: ifMatch('The etag of the draft as it was opened; any draft when left out'),
    body: body(z.strictObject({ note: text.max(2000) })),
  },
  responses: { 201: answer('The version', versionSchema), ...refusals },
})

const activate = createRoute({
  method: 'post',
  path: '/api/playbooks/{id}/versions/{version}/activation',
  tags: ['Playbooks'],
  summary: 'Puts a version in force; everybody is decided again at once. Not for its author.',
  request: { params: ofVersion },
  responses: { 200: answer('The version in force', versionSchema), ...refusals },
})

export const versionRoutes = (desk: Desk) =>
  resource()
    .openapi(list, async (c) => c.json((await versionsFor(desk, c.req.valid('param').id)).map(shown), 200))
    .openapi(read, async (c) => {
      const found = await versionFor(desk, c.req.valid('param'))
      const { problems } = await proofread(found.document)
      return c.json({ ...shown(found), document: documentOf(found.document), problems: [...problems] }, 200)
    })
    .openapi(publish, async (c) => {
      const { id } = c.req.valid('param')
      await versionsFor(desk, id)
      const draft = await draftOf(desk.store, id)
      if (!draft) throw new Refusal('no_draft', { playbook: id })
      const opened = c.req.valid('header')['if-match']
      if (opened !== undefined) requireSame(opened, draft.etag)
      const { hash: found, problems, sound } = await proofread(draft.document)
      if (!sound) throw new Refusal('playbook_faulty', {}, { problems })
      // Meanwhile somebody may have published or discarded this draft, or saved a newer one, which stays.
      const author = c.get('user').id
      const added = await desk.journal.change(author, async (store, note, at) => {
        const same = (await versionsFor({ store }, id)).find((each) => each.hash === found)
        if (same) throw new Refusal('version_unchanged', { version: same.version })
        if (!(await draftOf(store, id))) throw new Refusal('no_draft', { playbook: id })
        await deleteDraft(store, id, draft.etag)
        const version = await addVersion(store, {
          playbook: id,
          hash: found,
          document: draft.document,
          author,
          at,
          note: c.req.valid('json').note,
          base: draft.base,
          contributors: JSON.stringify([author]),
          evidence: '{}',
        })
        const subject = `playbooks/${id}/versions/${version.version}`
        note({ action: 'version.submitted', subject, details: { hash: found } })
        return version
      })
      return c.json(shown({ ...added, state: 'draft' }), 201)
    })
    .openapi(activate, async (c) => {
      const asked = c.req.valid('param')
      const found = await versionFor(desk, asked)
      const { id: user } = c.get('user')
      if (found.author === user) throw new Refusal('own_version', { version: asked.version })
      const made = await prepare(found, desk.bank.currency)
      if (!made.ok) throw new Refusal('playbook_does_not_run', {}, { problems: made.problems })
      if (found.state !== 'active') await desk.putInForce(made.prepared, user)
      return c.json(shown({ ...found, state: 'active' }), 200)
    })

const shown = ({ version, hash, state, author, at, note }: StoredVersion) => ({
  version,
  hash,
  state,
  author,
  at,
  note,
})

/** The versions of a playbook; every playbook has one. */
export async function versionsFor(
  { store }: Pick<Desk, 'store'>,
  playbook: string,
): Promise<StoredVersion[]> {
  const versions = await versionsOf(store, playbook)
  if (versions.length === 0) throw new Refusal('unknown_playbook', { playbook })
  return versions
}

async function versionFor(desk: Desk, asked: { id: string; version: number }): Promise<StoredVersion> {
  const found = (await versionsFor(desk, asked.id)).find(({ version }) => version === asked.version)
  if (!found) throw new Refusal('unknown_version', { playbook: asked.id, version: asked.version })
  return found
}
