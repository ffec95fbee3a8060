import { createRoute, z } from '@hono/zod-openapi'
import type { Desk } from '../desk/desk.ts'
import { proofOf } from '../effect/proofs.ts'
import { documentOf, etagOf } from '../store/document.ts'
import { saveDraft } from '../store/drafts.ts'
import { addPlaybook, isPlaybook, listPlaybooks } from '../store/playbooks.ts'
import { bilingual, hash, playbookProblem } from './fields.ts'
import { requireForm } from './playbook-form.ts'
import { Refusal, refusals } from './problem.ts'
import { answer, body, resource } from './resource.ts'
import { documentSchema } from './version.ts'

const named = z.object({ name: bilingual })

const list = createRoute({
  method: 'get',
  path: '/api/playbooks',
  tags: ['Playbooks'],
  summary: 'The playbooks there are',
  responses: {
    200: answer(
      'The playbooks',
      z.array(
        z.object({
          id: z.string(),
          name: bilingual,
          active: z.object({ version: z.number().int(), hash }).nullable(),
          draft: z.boolean(),
        }),
      ),
    ),
    ...refusals,
  },
})

const begin = createRoute({
  method: 'post',
  path: '/api/playbooks',
  tags: ['Playbooks'],
  summary:
    'Begins another playbook with a first draft; nothing of it is in force until it was submitted and approved',
  request: { body: body(z.strictObject({ document: documentSchema })) },
  responses: {
    201: answer('Begun', z.object({ id: z.string(), etag: hash, hash, problems: z.array(playbookProblem) })),
    ...refusals,
  },
})

/** What a stored playbook calls itself. */
const nameIn = (document: Record<string, unknown>) => named.parse(document).name

export const playbookRoutes = (desk: Desk) =>
  resource()
    .openapi(list, async (c) => {
      const playbook = desk.today.leading
      const all = await listPlaybooks(desk.store)
      return c.json(
        all.map(({ id, document, etag }) => ({
          id,
          name: nameIn(documentOf(document)),
          active: id === playbook.id ? { version: playbook.version, hash: playbook.hash } : null,
          draft: etag !== null,
        })),
        200,
      )
    })
    .openapi(begin, async (c) => {
      const { document } = c.req.valid('json')
      const { id } = requireForm(document)
      const etag = etagOf(document)
      const author = c.get('user').id
      await desk.journal.change(author, async (store, note, at) => {
        if (await isPlaybook(store, id)) throw new Refusal('playbook_exists', { playbook: id })
        await addPlaybook(store, id)
        const content = { document: JSON.stringify(document), etag, author, at, note: '', base: 0 }
        await saveDraft(store, { playbook: id, ...content })
        note({ action: 'playbook.begun', subject: `playbooks/${id}`, details: { etag } })
      })
      const { hash, problems } = await proofOf(JSON.stringify(document))
      c.header('etag', `"${etag}"`)
      return c.json({ id, etag, hash, problems: [...problems] }, 201)
    })
