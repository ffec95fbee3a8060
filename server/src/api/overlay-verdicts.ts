import { createRoute, z } from '@hono/zod-openapi'
import type { AuditAction } from '../audit/entry.ts'
import type { Desk } from '../desk/desk.ts'
import { overlayEffect } from '../overlays/effect.ts'
import { type LivingOverlay, tookPartIn } from '../overlays/life.ts'
import { addVerdict, type OverlayVerdict } from '../store/overlays.ts'
import { branchFor } from './branch-for.ts'
import { requireToCome } from './coming-into-force.ts'
import { hash, isoDay, words } from './fields.ts'
import { note, ofOverlay, overlaySchema, shownOverlay } from './overlay.ts'
import { livingOverlay, requireFitting, subjectOf } from './overlay-rules.ts'
import { Refusal, refusals } from './problem.ts'
import { answer, body, resource } from './resource.ts'
import { settingOf } from './version.ts'

const reason = body(z.strictObject({ comment: words.min(1).max(2000) }))
const responses = { 200: answer('The overlay', overlaySchema), ...refusals }

const approve = createRoute({
  method: 'post',
  path: '/api/branches/{id}/overlays/{overlay}/approval',
  tags: ['Overlays'],
  summary:
    'Lets a branch’s numbers hold from a day on, by the effect that the approver saw. Not for who took part in them.',
  request: {
    params: ofOverlay,
    body: body(
      z.strictObject({
        comment: note.optional(),
        from: isoDay.optional().openapi({ description: 'Their first day; today when left out' }),
        effect: hash.openapi({ description: 'The hash of the effect, as it was shown' }),
      }),
    ),
  },
  responses,
})

const sendBack = createRoute({
  method: 'post',
  path: '/api/branches/{id}/overlays/{overlay}/return',
  tags: ['Overlays'],
  summary: 'Sends a branch’s numbers back. Not for who took part in them.',
  request: { params: ofOverlay, body: reason },
  responses,
})

const withdraw = createRoute({
  method: 'post',
  path: '/api/branches/{id}/overlays/{overlay}/withdrawal',
  tags: ['Overlays'],
  summary: 'Takes numbers back that were handed in, as long as they have not begun to hold; for the branch',
  request: { params: ofOverlay, body: reason },
  responses,
})

const end = createRoute({
  method: 'post',
  path: '/api/branches/{id}/overlays/{overlay}/end',
  tags: ['Overlays'],
  summary: 'Ends numbers that were approved, at once: what held before them holds again; for head office',
  request: { params: ofOverlay, body: reason },
  responses,
})

export const overlayVerdictRoutes = (desk: Desk) =>
  resource()
    .openapi(approve, async (c) => {
      const asked = c.req.valid('param')
      const { comment = '', from = desk.day, effect } = c.req.valid('json')
      const by = c.get('user').id
      const { today } = desk
      branchFor(desk, c.get('user'), asked.id)
      const mayApprove = (overlay: LivingOverlay) => {
        requireOtherEyes(overlay, by)
        requireState(overlay, ['submitted'])
        // Whatever changes the effect makes another day of this one.
        if (desk.today !== today) throw new Refusal('overlay_effect_changed', { overlay: overlay.id })
      }
      const found = await livingOverlay(settingOf(desk), asked.id, asked.overlay)
      mayApprove(found)
      requireToCome(settingOf(desk), from)
      await requireFitting(desk, found, from)
      if ((await overlayEffect(desk, asked.id, found.values)).hash !== effect)
        throw new Refusal('overlay_effect_changed', { overlay: found.id })
      const given = { verdict: 'approved', comment, valid_from: from, effect } as const
      const judged = await judge(desk, asked, by, mayApprove, given, 'overlay.approved')
      return c.json(shownOverlay(judged), 200)
    })
    .openapi(sendBack, async (c) => {
      const by = c.get('user').id
      const may = (overlay: LivingOverlay) => {
        requireOtherEyes(overlay, by)
        requireState(overlay, ['submitted'])
      }
      const given = { verdict: 'sent_back', ...c.req.valid('json'), ...NO_DAY } as const
      const judged = await judge(desk, c.req.valid('param'), by, may, given, 'overlay.sent_back')
      return c.json(shownOverlay(judged), 200)
    })
    .openapi(withdraw, async (c) => {
      const asked = c.req.valid('param')
      branchFor(desk, c.get('user'), asked.id)
      const may = (overlay: LivingOverlay) => requireState(overlay, ['submitted', 'scheduled'])
      const given = { verdict: 'withdrawn', ...c.req.valid('json'), ...NO_DAY } as const
      const judged = await judge(desk, asked, c.get('user').id, may, given, 'overlay.withdrawn')
      return c.json(shownOverlay(judged), 200)
    })
    .openapi(end, async (c) => {
      const may = (overlay: LivingOverlay) => requireState(overlay, ['scheduled', 'in_force', 'obsolete'])
      const given = { verdict: 'ended', ...c.req.valid('json'), ...NO_DAY } as const
      const by = c.get('user').id
      const judged = await judge(desk, c.req.valid('param'), by, may, given, 'overlay.ended')
      return c.json(shownOverlay(judged), 200)
    })

const NO_DAY = { valid_from: null, effect: null }

/** Adds a verdict if it still may be; when other numbers decide customers from today on, they are decided again. */
async function judge(
  desk: Desk,
  { id: branch, overlay: id }: z.infer<typeof ofOverlay>,
  by: string,
  may: (overlay: LivingOverlay) => void,
  given: Pick<OverlayVerdict, 'verdict' | 'comment' | 'valid_from' | 'effect'>,
  action: AuditAction,
): Promise<LivingOverlay> {
  await desk.changeRules(by, async (store, tell, at) => {
    const found = await livingOverlay(settingOf(desk, store), branch, id)
    may(found)
    await addVerdict(store, { ...given, overlay: id, by, at })
    const { valid_from: from, effect } = given
    tell({ action, subject: subjectOf(branch, id), details: { values: found.values, from, effect } })
  })
  return livingOverlay(settingOf(desk), branch, id)
}

function requireOtherEyes(overlay: LivingOverlay, user: string): void {
  if (tookPartIn(overlay, user)) throw new Refusal('own_overlay', { overlay: overlay.id })
}

function requireState({ id, state }: LivingOverlay, states: readonly LivingOverlay['state'][]): void {
  if (!states.includes(state)) throw new Refusal('overlay_judged', { overlay: id, state })
}
