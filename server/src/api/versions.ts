import { createRoute, z } from '@hono/zod-openapi'
import type { Desk } from '../desk/desk.ts'
import { proofForSubmission, proofOf } from '../effect/proofs.ts'
import { contributorsOf, isApproved, type LivingVersion } from '../life/life.ts'
import { documentOf } from '../store/document.ts'
import { authorsOf, endDraft, type StoredDraft } from '../store/drafts.ts'
import { addVersion } from '../store/playbooks.ts'
import type { Database } from '../store/tables.ts'
import { draftFor, ifMatch, requireSame } from './draft-state.ts'
import { playbookProblem, text } from './fields.ts'
import { Refusal, refusals } from './problem.ts'
import { answer, body, resource } from './resource.ts'
import {
  documentSchema,
  ofPlaybook,
  ofVersion,
  requirePlaybook,
  settingOf,
  shownVersion,
  subjectOf,
  versionFor,
  versionSchema,
  versionsFor,
} from './version.ts'

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

const submit = createRoute({
  method: 'post',
  path: '/api/playbooks/{id}/versions',
  tags: ['Playbooks'],
  summary:
    'Makes the draft a version that never changes again; it has to pass the check, its own tests and its claims',
  request: {
    params: ofPlaybook,
    headers: ifMatch('The etag of the draft as it was opened; any draft when left out'),
    body: body(z.strictObject({ note: text.max(2000) })),
  },
  responses: { 201: answer('The version', versionSchema), ...refusals },
})

export const versionRoutes = (desk: Desk) =>
  resource()
    .openapi(list, async (c) => {
      const versions = await versionsFor(settingOf(desk), c.req.valid('param').id)
      return c.json(versions.map(shownVersion), 200)
    })
    .openapi(read, async (c) => {
      const found = await versionFor(settingOf(desk), c.req.valid('param'))
      const { problems } = await proofOf(found.document)
      return c.json(
        { ...shownVersion(found), document: documentOf(found.document), problems: [...problems] },
        200,
      )
    })
    .openapi(submit, async (c) => {
      const { id } = c.req.valid('param')
      await requirePlaybook(desk.store, id)
      const draft = await draftFor(desk.store, id)
      const opened = c.req.valid('header')['if-match']
      if (opened !== undefined) requireSame(opened, draft.etag)
      const { hash, problems, sound, evidence } = await proofForSubmission(draft.document)
      if (!sound) throw new Refusal('playbook_faulty', {}, { problems })
      // Meanwhile somebody may have submitted or discarded this draft, or saved a newer one, which stays.
      const author = c.get('user').id
      const submitted = await desk.journal.change(author, async (store, note, at) => {
        const versions = await versionsFor(settingOf(desk, store), id)
        const same = versions.find((each) => each.hash === hash)
        if (same) throw new Refusal('version_unchanged', { version: same.version })
        await draftFor(store, id)
        const base = versions.find(({ version }) => version === draft.base)
        const contributors = await contributorsTo(store, draft, base)
        const added = await addVersion(store, {
          playbook: id,
          hash,
          document: draft.document,
          author,
          at,
          note: c.req.valid('json').note,
          base: base?.version ?? null,
          contributors: JSON.stringify([...contributors.add(author)].toSorted()),
          evidence: JSON.stringify(evidence),
        })
        await endDraft(store, draft, added.version)
        note({
          action: 'version.submitted',
          subject: subjectOf(added),
          details: { hash, draft: draft.etag, base: added.base, contributors: contributorsOf(added) },
        })
        return versionFor(settingOf(desk, store), { id, version: added.version })
      })
      desk.together.tell(id, { event: 'versions' })
      return c.json(shownVersion(submitted), 201)
    })

/**
 * Everybody who had a hand in a draft. What it was made from has been looked at by other eyes only if it was
 * approved; until then those who made it have a hand in whatever is made from it.
 */
async function contributorsTo(
  store: Database,
  draft: StoredDraft,
  base: LivingVersion | undefined,
): Promise<Set<string>> {
  const authors = await authorsOf(store, draft)
  return new Set([...authors, ...(base && !isApproved(base) ? contributorsOf(base) : [])])
}
