import { mergePlaybooks } from '@branch-playbook/engine'
import { createRoute, z } from '@hono/zod-openapi'
import type { Desk } from '../desk/desk.ts'
import { proofOf } from '../effect/proofs.ts'
import type { Setting } from '../life/life.ts'
import { documentOf, etagOf } from '../store/document.ts'
import {
  discardDraft,
  draftOf,
  revisionOf,
  type SavedBy,
  type StoredDraft,
  saveDraft,
} from '../store/drafts.ts'
import { removePlaybook } from '../store/playbooks.ts'
import { etagsIn, ifMatch, requireSame } from './draft-state.ts'
import { hash, identifier, moment, playbookProblem, text, userId } from './fields.ts'
import { requireForm } from './playbook-form.ts'
import { Refusal, refusals } from './problem.ts'
import { answer, body, resource } from './resource.ts'
import { documentSchema, reviewSchema, settingOf, shownReview, versionsFor } from './version.ts'

const params = z.strictObject({ id: identifier })
const condition = ifMatch('The etag of the draft as it was opened; needed')
const note = text.max(2000).optional()

const state = { etag: hash, hash, problems: z.array(playbookProblem) }

const draftSchema = z
  .object({
    ...state,
    document: documentSchema,
    saved: z
      .boolean()
      .openapi({ description: 'False while there is no draft: then it is the newest version' }),
    version: z.number().int().openapi({ description: 'The newest version; 0 while none was submitted' }),
    base: z.number().int().openapi({ description: 'The version that the draft started from; 0 for none' }),
    review: reviewSchema
      .nullable()
      .openapi({ description: 'Of the version that it started from, when that was sent back' }),
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
    body: body(
      z.strictObject({
        document: documentSchema,
        note,
        as: userId.optional().openapi({
          description: 'Whose work it is: refused when somebody else is signed in by now',
        }),
        auto: z.boolean().optional().openapi({
          description:
            'Whether nobody asked for it but the editor, every few seconds: such saves of one author count as one for some minutes',
        }),
      }),
    ),
  },
  responses: { 200: answer('Kept', z.object(state)), ...refusals },
})

const paths = z.array(z.string()).openapi({ description: 'Such as /nodes/tier' })

const merge = createRoute({
  method: 'post',
  path: '/api/playbooks/{id}/draft/merge',
  tags: ['Playbooks'],
  summary: 'Puts a change together with what others saved meanwhile, node by node, and keeps the result',
  request: {
    params,
    body: body(
      z.strictObject({
        base: hash.openapi({ description: 'The etag of the draft from which the change was made' }),
        document: documentSchema,
        note,
      }),
    ),
  },
  responses: {
    200: answer(
      'Merged and kept',
      z.object({ ...state, document: documentSchema, taken: z.object({ mine: paths, theirs: paths }) }),
    ),
    ...refusals,
  },
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
      const { newest, base, draft, kept, etag, document } = await current(
        settingOf(desk),
        c.req.valid('param').id,
      )
      const { hash, problems } = await proofOf(kept.document)
      const { author, at, note } = kept
      c.header('etag', `"${etag}"`)
      return c.json(
        {
          etag,
          hash,
          problems: [...problems],
          document,
          saved: draft !== undefined,
          version: newest?.version ?? NOTHING,
          base: base?.version ?? NOTHING,
          review: base?.review?.verdict === 'sent_back' ? shownReview(base.review) : null,
          author,
          at,
          note,
        },
        200,
      )
    })
    .openapi(save, async (c) => {
      const { id } = c.req.valid('param')
      const { document, note = '', as, auto = false } = c.req.valid('json')
      requireForm(document, id)
      const text = JSON.stringify(document)
      const etag = etagOf(document)
      const author = c.get('user').id
      if (as !== undefined && as !== author) throw new Refusal('other_user', { user: as, found: author })
      await desk.journal.change(author, async (store, noteEntry, at) => {
        const before = await current(settingOf(desk, store), id)
        requireOpened(c.req.valid('header')['if-match'], before.etag)
        const change = { playbook: id, document: text, etag, author, at, note }
        const { goesOn } = await keep(store, before, change, auto ? 'editor' : 'hand')
        // Where a run ends, is told by the entry that comes next: it says what state it began with.
        const details = { etag, before: before.etag, ...(auto && { auto }) }
        if (!goesOn) noteEntry({ action: 'draft.saved', subject: subjectOf(id), details })
      })
      desk.together.tell(id, { event: 'draft', by: author, etag })
      const { hash, problems } = await proofOf(text)
      c.header('etag', `"${etag}"`)
      return c.json({ etag, hash, problems: [...problems] }, 200)
    })
    .openapi(merge, async (c) => {
      const { id } = c.req.valid('param')
      const { base, document: mine, note = '' } = c.req.valid('json')
      requireForm(mine, id)
      const author = c.get('user').id
      const kept = await desk.journal.change(author, async (store, noteEntry, at) => {
        const before = await current(settingOf(desk, store), id)
        const opened = await openedUnder(store, before, id, base)
        if (opened === undefined) throw new Refusal('unknown_revision')
        const result = mergePlaybooks(documentOf(opened), mine, before.document)
        if (!result.ok) throw new Refusal('merge_collides', {}, { problems: result.collisions })
        const { merged: document, taken } = result
        requireForm(document, id)
        const [text, etag] = [JSON.stringify(document), etagOf(document)]
        const details = { etag, base, mergedWith: before.etag }
        noteEntry({ action: 'draft.saved', subject: subjectOf(id), details })
        await keep(store, before, { playbook: id, document: text, etag, author, at, note })
        return { document, text, etag, taken: { mine: [...taken.mine], theirs: [...taken.theirs] } }
      })
      const { document, text, etag, taken } = kept
      desk.together.tell(id, { event: 'draft', by: author, etag })
      const { hash, problems } = await proofOf(text)
      c.header('etag', `"${etag}"`)
      return c.json({ etag, hash, problems: [...problems], document, taken }, 200)
    })
    .openapi(discard, async (c) => {
      const { id } = c.req.valid('param')
      const by = c.get('user').id
      const left = await desk.journal.change(by, async (store, note) => {
        const { newest, etag } = await current(settingOf(desk, store), id)
        requireOpened(c.req.valid('header')['if-match'], etag)
        note({ action: 'draft.discarded', subject: subjectOf(id), details: { etag } })
        await discardDraft(store, id)
        if (!newest) await removePlaybook(store, id)
        return newest && etagOf(documentOf(newest.document))
      })
      if (left !== undefined) desk.together.tell(id, { event: 'draft', by, etag: left })
      return c.body(null, 204)
    })

const subjectOf = (playbook: string): string => `playbooks/${playbook}/draft`

/** In place of the number of a version: a playbook that nobody has submitted yet has none. */
const NOTHING = 0

/** The draft as it stands. While there is none, whoever starts one starts from the newest version. */
async function current(setting: Setting, id: string) {
  const versions = await versionsFor(setting, id)
  const [newest] = versions
  const draft = await draftOf(setting.store, id)
  const base = versions.find(({ version }) => version === draft?.base) ?? newest
  const kept = draft ?? newest
  if (!kept) throw new Refusal('unknown_playbook', { playbook: id })
  const document = documentOf(kept.document)
  const etag = draft?.etag ?? etagOf(document)
  return { newest, base, draft, kept, document, etag }
}

type Current = Awaited<ReturnType<typeof current>>

/** What somebody opened under an etag: the draft as it stands or was once, or what it began with. */
async function openedUnder(
  store: Setting['store'],
  { kept, etag: now, base }: Current,
  id: string,
  etag: string,
): Promise<string | undefined> {
  if (etag === now) return kept.document
  const remembered = await revisionOf(store, id, etag)
  if (remembered !== undefined) return remembered
  return base && etagOf(documentOf(base.document)) === etag ? base.document : undefined
}

/** Saves a draft, made from whatever the draft before it was made from. */
const keep = (
  store: Setting['store'],
  { base }: Current,
  change: Omit<StoredDraft, 'base'>,
  by: SavedBy = 'hand',
) => saveDraft(store, { ...change, base: base?.version ?? NOTHING }, by)

/** Refuses a change by whoever does not say what he opened, or opened something else. */
function requireOpened(opened: string | undefined, etag: string): void {
  if (opened === undefined || etagsIn(opened).length === 0) throw new Refusal('draft_state_missing')
  requireSame(opened, etag)
}
