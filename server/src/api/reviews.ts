import { createRoute, z } from '@hono/zod-openapi'
import type { Happening } from '../audit/entry.ts'
import type { Desk } from '../desk/desk.ts'
import { effectHashOf } from '../effect/effects.ts'
import type { LivingVersion } from '../life/life.ts'
import { documentOf } from '../store/document.ts'
import { addReview, type Review } from '../store/reviews.ts'
import { hash, identifier, text } from './fields.ts'
import { Refusal, refusals } from './problem.ts'
import { answer, body, resource } from './resource.ts'
import {
  ofVersion,
  requireOtherEyes,
  settingOf,
  shownVersion,
  subjectOf,
  versionFor,
  versionSchema,
} from './version.ts'

const MOST_NOTES = 500
const comment = text.max(2000)

const approve = createRoute({
  method: 'post',
  path: '/api/playbooks/{id}/versions/{version}/approval',
  tags: ['Playbooks'],
  summary:
    'Finds a submitted version good, by the effect that the approver saw. Not for who took part in it.',
  request: {
    params: ofVersion,
    body: body(
      z.strictObject({
        comment: comment.optional(),
        effect: hash.openapi({ description: 'The hash of the effect, as it was shown' }),
      }),
    ),
  },
  responses: { 200: answer('The version', versionSchema), ...refusals },
})

const sendBack = createRoute({
  method: 'post',
  path: '/api/playbooks/{id}/versions/{version}/return',
  tags: ['Playbooks'],
  summary: 'Sends a submitted version back, with comments at its nodes. Not for who took part in it.',
  request: {
    params: ofVersion,
    body: body(
      z.strictObject({
        comment: comment.min(1),
        notes: z.array(z.strictObject({ node: identifier, text: comment.min(1) })).max(MOST_NOTES),
      }),
    ),
  },
  responses: { 200: answer('The version', versionSchema), ...refusals },
})

const withdraw = createRoute({
  method: 'post',
  path: '/api/playbooks/{id}/versions/{version}/withdrawal',
  tags: ['Playbooks'],
  summary: 'Takes a submitted version back; for its author only',
  request: { params: ofVersion, body: body(z.strictObject({ reason: comment.min(1) })) },
  responses: { 200: answer('The version', versionSchema), ...refusals },
})

export const reviewRoutes = (desk: Desk) =>
  resource()
    .openapi(approve, async (c) => {
      const asked = c.req.valid('param')
      const { comment = '', effect } = c.req.valid('json')
      const by = c.get('user').id
      const { today } = desk
      const requireMayApprove = (version: LivingVersion) => {
        requireOtherEyes(version, by)
        requireSubmitted(version)
        // Whatever changes the effect of a version makes another day of this one.
        if (desk.today !== today) throw new Refusal('effect_changed', { version: version.version })
      }
      const found = await versionFor(settingOf(desk), asked)
      requireMayApprove(found)
      await requireEffect(desk, found, effect)
      const approved = await review(desk, asked, by, requireMayApprove, {
        given: { verdict: 'approved', comment, notes: [], effect },
        action: 'version.approved',
        details: { effect },
      })
      return c.json(shownVersion(approved), 200)
    })
    .openapi(sendBack, async (c) => {
      const { comment, notes } = c.req.valid('json')
      const by = c.get('user').id
      const requireMaySendBack = (version: LivingVersion) => {
        requireOtherEyes(version, by)
        requireSubmitted(version)
        requireNodes(version, notes)
      }
      const sentBack = await review(desk, c.req.valid('param'), by, requireMaySendBack, {
        given: { verdict: 'sent_back', comment, notes, effect: null },
        action: 'version.sent_back',
        details: { nodes: notes.map(({ node }) => node) },
      })
      return c.json(shownVersion(sentBack), 200)
    })
    .openapi(withdraw, async (c) => {
      const by = c.get('user').id
      const requireMayWithdraw = (version: LivingVersion) => {
        const { author } = version
        if (author !== by) throw new Refusal('not_the_author', { author, version: version.version })
        requireSubmitted(version)
      }
      const withdrawn = await review(desk, c.req.valid('param'), by, requireMayWithdraw, {
        given: { verdict: 'withdrawn', comment: c.req.valid('json').reason, notes: [], effect: null },
        action: 'version.withdrawn',
        details: {},
      })
      return c.json(shownVersion(withdrawn), 200)
    })

interface Verdict extends Pick<Happening, 'action' | 'details'> {
  readonly given: Pick<Review, 'verdict' | 'comment' | 'notes' | 'effect'>
}

/** Reviews a version if it still may be, in turn with all other changes. */
async function review(
  desk: Desk,
  asked: z.infer<typeof ofVersion>,
  by: string,
  requireMay: (version: LivingVersion) => void,
  { given, action, details }: Verdict,
): Promise<LivingVersion> {
  const reviewed = await desk.journal.change(by, async (store, note, at) => {
    const found = await versionFor(settingOf(desk, store), asked)
    requireMay(found)
    const { playbook, version, hash } = found
    await addReview(store, { ...given, playbook, version, by, at })
    note({ action, subject: subjectOf(found), details: { hash, ...details } })
    return versionFor(settingOf(desk, store), asked)
  })
  desk.together.tell(asked.id, { event: 'versions' })
  return reviewed
}

function requireSubmitted({ version, state, review }: LivingVersion): void {
  if (state === 'submitted') return
  throw new Refusal('version_reviewed', { version, state: review?.verdict ?? 'approved' })
}

const nodesSchema = z.object({ nodes: z.array(z.object({ id: z.string() })) })

function requireNodes(
  { version, document }: LivingVersion,
  notes: readonly { readonly node: string }[],
): void {
  const known = new Set(nodesSchema.parse(documentOf(document)).nodes.map(({ id }) => id))
  const problems = notes.flatMap(({ node }, at) =>
    known.has(node) ? [] : [{ path: `/notes/${at}/node`, what: node }],
  )
  if (problems.length > 0) throw new Refusal('unknown_nodes', { version }, { problems })
}

/** Refuses the approval of an effect that is no longer what the version would have. */
async function requireEffect(desk: Desk, { playbook, version }: LivingVersion, seen: string): Promise<void> {
  if ((await effectHashOf(desk, playbook, version)) !== seen) throw new Refusal('effect_changed', { version })
}
