import { parsePlaybook } from '@branch-playbook/engine'
import { createRoute, z } from '@hono/zod-openapi'
import type { Desk } from '../desk/desk.ts'
import { proofread } from '../desk/proofread.ts'
import { documentOf, etagOf } from '../store/document.ts'
import { deleteDraft, draftOf, saveDraft } from '../store/playbooks.ts'
import { ifMatch, requireSame } from './draft-state.ts'
import { hash, identifier, moment, playbookProblem, text } from './fields.ts'
import { Refusal, refusals } from './problem.ts'
import { answer, body, resource } from './resource.ts'
import { documentSchema, versionsFor } from './versions.ts'

const params = z.strictObject({ id: identifier })
const condition = ifMatch('The etag of the draft as it was opened; needed')

const state = { etag: hash, hash, problems: z.array(playbookProblem) }

const draftSchema = z
  .object({
    ...state,
    document: documentSchema,
    saved: z
      .boolean()
      .openapi({ description: 'False while there is no draft: then it is the newest version' }),
    version: z.number().int().openapi({ description: 'The newest version' }),
    author: z.string(),
    at: moment,
    note: z.string(),
  })
  .openapi('Draft')

const read = createRoute({
  method: 'get',
  path: '/api/playbooks/{id}/draft',
  tags: ['Playbooks'],
  summary: 'The draft, or the newest version to start one from',
  request: { params },
  responses: { 200: answer('The draft', draftSchema), ...refusals },
})

const save = createRoute({
  method: 'put',
  path: '/api/playbooks/{id}/draft',
  tags: ['Playbooks'],
  summary: 'Keeps a draft; one with faults is kept as long as it has the form of a playbook',
  request: {
    params,
    headers: condition,
    body: body(z.strictObject({ document: documentSchema, note: text.max(2000).optional() })),
  },
  responses: { 200: answer('Kept', z.object(state)), ...refusals },
})

const discard = createRoute({
  method: 'delete',
  path: '/api/playbooks/{id}/draft',
  tags: ['Playbooks'],
  summary: 'Discards the draft',
  request: { params, headers: condition },
  responses: { 204: { description: 'Discarded' }, ...refusals },
})

export const draftRoutes = (desk: Desk) =>
  resource()
    .openapi(read, async (c) => {
      const { newest, draft, etag, document } = await current(desk, c.req.valid('param').id)
      const { hash, problems } = await proofread((draft ?? newest).document)
      const { author, at, note } = draft ?? newest
      c.header('etag', `"${etag}"`)
      return c.json(
        {
          etag,
          hash,
          problems: [...problems],
          document,
          saved: draft !== undefined,
          version: newest.version,
          author,
          at,
          note,
        },
        200,
      )
    })
    .openapi(save, async (c) => {
      const { id } = c.req.valid('param')
      const { document, note = '' } = c.req.valid('json')
      const parsed = parsePlaybook(document)
      if (!parsed.ok) throw new Refusal('playbook_unreadable', {}, { problems: parsed.problems })
      if (parsed.value.id !== id)
        throw new Refusal('playbook_of_other_id', { found: parsed.value.id, expected: id })
      const stored = JSON.stringify(document)
      const etag = etagOf(document)
      const author = c.get('user').id
      await desk.journal.change(author, async (store, noteEntry, at) => {
        const before = await current({ store }, id)
        requireOpened(c.req.valid('header')['if-match'], before.etag)
        noteEntry({ action: 'draft.saved', subject: `playbooks/${id}/draft`, details: { etag } })
        await saveDraft(store, {
          playbook: id,
          document: stored,
          etag,
          author,
          at,
          note,
          base: before.draft?.base ?? before.newest.version,
        })
      })
      const { hash, problems } = await proofread(stored)
      c.header('etag', `"${etag}"`)
      return c.json({ etag, hash, problems: [...problems] }, 200)
    })
    .openapi(discard, async (c) => {
      const { id } = c.req.valid('param')
      await desk.journal.change(c.get('user').id, async (store, note) => {
        const { etag } = await current({ store }, id)
        requireOpened(c.req.valid('header')['if-match'], etag)
        note({ action: 'draft.discarded', subject: `playbooks/${id}/draft`, details: { etag } })
        await deleteDraft(store, id)
      })
      return c.body(null, 204)
    })

/** The draft as it stands. While there is none, whoever starts one starts from the newest version. */
async function current({ store }: Pick<Desk, 'store'>, id: string) {
  const [newest] = await versionsFor({ store }, id)
  if (!newest) throw new Refusal('unknown_playbook', { playbook: id })
  const draft = await draftOf(store, id)
  const document = documentOf((draft ?? newest).document)
  return { newest, draft, document, etag: etagOf(document) }
}

/** Refuses a change by whoever does not say what he opened, or opened something else. */
function requireOpened(opened: string | undefined, etag: string): void {
  if (opened === undefined) throw new Refusal('draft_state_missing')
  requireSame(opened, etag)
}
