import { createRoute, z } from '@hono/zod-openapi'
import type { Desk } from '../desk/desk.ts'
import { overlayEffect } from '../overlays/effect.ts'
import { livingOverlays } from '../overlays/life.ts'
import { discardOverlay, findOverlay, saveOverlay, submitOverlay } from '../store/overlays.ts'
import { branchFor } from './branch-for.ts'
import { requireToCome } from './coming-into-force.ts'
import { isoDay } from './fields.ts'
import {
  branchOverlays,
  note,
  ofBranch,
  ofOverlay,
  overlayEffectSchema,
  overlaySchema,
  overlaysIn,
  shownOverlay,
  valuesSchema,
} from './overlay.ts'
import {
  livingOverlay,
  requireDraft,
  requireFits,
  requireFitting,
  requireNothingPending,
  subjectOf,
} from './overlay-rules.ts'
import { Refusal, refusals } from './problem.ts'
import { answer, body, resource } from './resource.ts'
import { settingOf } from './version.ts'

const read = createRoute({
  method: 'get',
  path: '/api/branches/{id}/overlays',
  tags: ['Overlays'],
  summary: 'What head office opens to a branch, what holds there, and what the branch ever set',
  request: { params: ofBranch },
  responses: { 200: answer('The parameters and overlays', branchOverlays), ...refusals },
})

const list = createRoute({
  method: 'get',
  path: '/api/overlays',
  tags: ['Overlays'],
  summary: 'What all branches set and handed in, what was saved last first',
  responses: { 200: answer('The overlays', z.array(overlaySchema)), ...refusals },
})

const effect = createRoute({
  method: 'post',
  path: '/api/branches/{id}/overlay-effect',
  tags: ['Overlays'],
  summary: 'What numbers of a branch would change there',
  description:
    'The branch’s customers are decided by what is in force and with the numbers in it, on the state of this morning.',
  request: { params: ofBranch, body: body(z.strictObject({ values: valuesSchema })) },
  responses: { 200: answer('The effect', overlayEffectSchema), ...refusals },
})

const save = createRoute({
  method: 'put',
  path: '/api/branches/{id}/overlays/{overlay}',
  tags: ['Overlays'],
  summary: 'Saves a draft of a branch’s numbers; the id is made by the client',
  request: {
    params: ofOverlay,
    body: body(
      z.strictObject({
        values: valuesSchema,
        note: note.optional(),
        revision: z
          .number()
          .int()
          .min(0)
          .openapi({ description: 'Of the draft that the change is made to; 0 for a new one' }),
      }),
    ),
  },
  responses: {
    200: answer('Saved', overlaySchema),
    201: answer('Begun', overlaySchema),
    ...refusals,
  },
})

const discard = createRoute({
  method: 'delete',
  path: '/api/branches/{id}/overlays/{overlay}',
  tags: ['Overlays'],
  summary: 'Throws a draft away',
  request: { params: ofOverlay },
  responses: { 204: { description: 'It is gone' }, ...refusals },
})

const submit = createRoute({
  method: 'post',
  path: '/api/branches/{id}/overlays/{overlay}/submission',
  tags: ['Overlays'],
  summary: 'Hands a draft in to head office, to hold from a day on; nothing of it changes afterwards',
  request: {
    params: ofOverlay,
    body: body(
      z.strictObject({
        revision: z.number().int().openapi({ description: 'Of the draft, as it was seen' }),
        from: isoDay.optional().openapi({ description: 'Its first day; today when left out' }),
      }),
    ),
  },
  responses: { 200: answer('The overlay', overlaySchema), ...refusals },
})

export const overlayRoutes = (desk: Desk) =>
  resource()
    .openapi(read, async (c) => {
      const { id } = c.req.valid('param')
      branchFor(desk, c.get('user'), id)
      return c.json(await overlaysIn(desk, id), 200)
    })
    .openapi(list, async (c) => {
      const all = await livingOverlays(settingOf(desk), null)
      return c.json(all.filter(({ state }) => state !== 'draft').map(shownOverlay), 200)
    })
    .openapi(effect, async (c) => {
      const { id } = c.req.valid('param')
      const { values } = c.req.valid('json')
      branchFor(desk, c.get('user'), id)
      await requireFits(desk, desk.store, id, values, desk.day)
      const { load, tiers, actions, ...report } = await overlayEffect(desk, id, values)
      return c.json({ ...report, load, tiers, actions }, 200)
    })
    .openapi(save, async (c) => {
      const { id: branch, overlay: id } = c.req.valid('param')
      const { values, note = '', revision } = c.req.valid('json')
      const by = c.get('user').id
      branchFor(desk, c.get('user'), branch)
      const begun = await desk.journal.change(by, async (store, tell, at) => {
        const before = await findOverlay(store, id)
        if (before) {
          requireDraft(before, branch)
          // Sent again, as after an answer that was lost: it is there already.
          const same = before.author === by && before.note === note && isSame(before.values, values)
          if (same && before.revision === revision + 1) return false
        }
        if ((before?.revision ?? 0) !== revision) throw new Refusal('overlay_changed', { overlay: id })
        const playbook = await requireFits(desk, store, branch, values, desk.day)
        if (before?.playbook !== playbook)
          await requireNothingPending(settingOf(desk, store), branch, playbook, 'draft')
        await saveOverlay(store, { id, branch, playbook, values, note }, before, by, at)
        tell({ action: 'overlay.saved', subject: subjectOf(branch, id), details: { values } })
        return before === undefined
      })
      const saved = shownOverlay(await livingOverlay(settingOf(desk), branch, id))
      return begun ? c.json(saved, 201) : c.json(saved, 200)
    })
    .openapi(discard, async (c) => {
      const { id: branch, overlay: id } = c.req.valid('param')
      branchFor(desk, c.get('user'), branch)
      await desk.journal.change(c.get('user').id, async (store, tell) => {
        const found = await findOverlay(store, id)
        // Sent again: it is gone already.
        if (!found) return
        requireDraft(found, branch)
        await discardOverlay(store, id)
        tell({ action: 'overlay.discarded', subject: subjectOf(branch, id) })
      })
      return c.body(null, 204)
    })
    .openapi(submit, async (c) => {
      const { id: branch, overlay: id } = c.req.valid('param')
      const { revision, from = desk.day } = c.req.valid('json')
      branchFor(desk, c.get('user'), branch)
      const now = settingOf(desk)
      requireToCome(now, from)
      const found = await livingOverlay(now, branch, id)
      // Sent again, as after an answer that was lost.
      if (found.submittedAt !== null && found.revision === revision && found.wantedFrom === from)
        return c.json(shownOverlay(found), 200)
      requireDraft(found, branch)
      if (found.revision !== revision) throw new Refusal('overlay_changed', { overlay: id })
      await requireFitting(desk, found, from)
      await desk.journal.change(c.get('user').id, async (store, tell, at) => {
        const setting = settingOf(desk, store)
        const draft = await livingOverlay(setting, branch, id)
        requireDraft(draft, branch)
        if (draft.revision !== revision) throw new Refusal('overlay_changed', { overlay: id })
        await requireNothingPending(setting, branch, draft.playbook, 'submitted')
        await submitOverlay(store, id, from, at)
        const { values } = draft
        tell({ action: 'overlay.submitted', subject: subjectOf(branch, id), details: { values, from } })
      })
      return c.json(shownOverlay(await livingOverlay(settingOf(desk), branch, id)), 200)
    })

const isSame = (one: object, other: object): boolean =>
  JSON.stringify(Object.entries(one).toSorted()) === JSON.stringify(Object.entries(other).toSorted())
