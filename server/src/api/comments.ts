import { createRoute, z } from '@hono/zod-openapi'
import type { Desk } from '../desk/desk.ts'
import {
  addComment,
  commentOf,
  deleteComment,
  openThread,
  resolveThread,
  type StoredThread,
  threadOf,
  threadsOf,
} from '../store/comments.ts'
import type { Database } from '../store/tables.ts'
import { identifier, moment, rowNumber, words } from './fields.ts'
import { Refusal, refusals } from './problem.ts'
import { answer, body, resource } from './resource.ts'
import { ofPlaybook, requirePlaybook } from './version.ts'

const said = words.trim().min(1).max(2000)
const number = z.number().int()

const threadSchema = z
  .object({
    number,
    node: z.string(),
    resolved: z.object({ by: z.string(), at: moment }).nullable(),
    comments: z.array(z.object({ number, by: z.string(), at: moment, text: z.string() })),
  })
  .openapi('CommentThread')

const ofThread = ofPlaybook.extend({ thread: rowNumber })
const ofComment = ofPlaybook.extend({ comment: rowNumber })
const added = answer('Added', z.object({ thread: number, comment: number }))

const list = createRoute({
  method: 'get',
  path: '/api/playbooks/{id}/comments',
  tags: ['Playbooks'],
  summary: 'Comments at the nodes of a playbook, by thread; they outlive drafts and versions',
  request: { params: ofPlaybook },
  responses: { 200: answer('The threads', z.array(threadSchema)), ...refusals },
})

const open = createRoute({
  method: 'post',
  path: '/api/playbooks/{id}/comments',
  tags: ['Playbooks'],
  summary: 'Opens a thread at a node',
  request: { params: ofPlaybook, body: body(z.strictObject({ node: identifier, text: said })) },
  responses: { 201: added, ...refusals },
})

const reply = createRoute({
  method: 'post',
  path: '/api/playbooks/{id}/threads/{thread}/answers',
  tags: ['Playbooks'],
  summary: 'Answers in a thread',
  request: { params: ofThread, body: body(z.strictObject({ text: said })) },
  responses: { 201: added, ...refusals },
})

const resolve = createRoute({
  method: 'put',
  path: '/api/playbooks/{id}/threads/{thread}/resolution',
  tags: ['Playbooks'],
  summary: 'Says that a thread is dealt with, or that it is open again',
  request: { params: ofThread, body: body(z.strictObject({ resolved: z.boolean() })) },
  responses: { 204: { description: 'Noted' }, ...refusals },
})

const remove = createRoute({
  method: 'delete',
  path: '/api/playbooks/{id}/comments/{comment}',
  tags: ['Playbooks'],
  summary: 'Deletes a comment of one’s own',
  request: { params: ofComment },
  responses: { 204: { description: 'Deleted' }, ...refusals },
})

export const commentRoutes = ({ store, journal, together }: Desk) =>
  resource()
    .openapi(list, async (c) => {
      const { id } = c.req.valid('param')
      await requirePlaybook(store, id)
      return c.json((await threadsOf(store, id)).map(shown), 200)
    })
    .openapi(open, async (c) => {
      const { id } = c.req.valid('param')
      const { node, text } = c.req.valid('json')
      const by = c.get('user').id
      const numbers = await journal.change(by, async (within, note, at) => {
        await requirePlaybook(within, id)
        const thread = await openThread(within, id, node)
        const comment = await addComment(within, { thread, by, at, text })
        note({ action: 'comment.added', subject: subjectOf(id, comment), details: { node, thread } })
        return { thread, comment }
      })
      together.tell(id, { event: 'comments' })
      return c.json(numbers, 201)
    })
    .openapi(reply, async (c) => {
      const { id, thread } = c.req.valid('param')
      const { text } = c.req.valid('json')
      const by = c.get('user').id
      const comment = await journal.change(by, async (within, note, at) => {
        const { node } = await requireThread(within, id, thread)
        const comment = await addComment(within, { thread, by, at, text })
        note({ action: 'comment.added', subject: subjectOf(id, comment), details: { node, thread } })
        return comment
      })
      together.tell(id, { event: 'comments' })
      return c.json({ thread, comment }, 201)
    })
    .openapi(resolve, async (c) => {
      const { id, thread } = c.req.valid('param')
      const { resolved } = c.req.valid('json')
      const by = c.get('user').id
      await journal.change(by, async (within, note, at) => {
        const { node, resolved_by } = await requireThread(within, id, thread)
        if (resolved === (resolved_by !== null)) return
        await resolveThread(within, thread, resolved ? { by, at } : null)
        const action = resolved ? 'comment.resolved' : 'comment.reopened'
        note({ action, subject: `playbooks/${id}/threads/${thread}`, details: { node } })
      })
      together.tell(id, { event: 'comments' })
      return c.body(null, 204)
    })
    .openapi(remove, async (c) => {
      const { id, comment } = c.req.valid('param')
      const by = c.get('user').id
      await journal.change(by, async (within, note, at) => {
        const found = await commentOf(within, id, comment)
        if (!found) throw new Refusal('unknown_comment', { comment })
        if (found.by !== by) throw new Refusal('comment_of_other', { author: found.by })
        await deleteComment(within, comment, at)
        note({
          action: 'comment.deleted',
          subject: subjectOf(id, comment),
          details: { thread: found.thread },
        })
      })
      together.tell(id, { event: 'comments' })
      return c.body(null, 204)
    })

const subjectOf = (playbook: string, comment: number): string => `playbooks/${playbook}/comments/${comment}`

const shown = ({ number, node, resolved_by, resolved_at, comments }: StoredThread) => ({
  number,
  node,
  resolved: resolved_by === null || resolved_at === null ? null : { by: resolved_by, at: resolved_at },
  comments: comments.map(({ number, by, at, text }) => ({ number, by, at, text })),
})

async function requireThread(store: Database, id: string, number: number) {
  const thread = await threadOf(store, id, number)
  if (!thread) throw new Refusal('unknown_thread', { thread: number })
  return thread
}
