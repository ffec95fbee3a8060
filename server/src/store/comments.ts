import { nextNumber } from './next-number.ts'
import type { Database, Tables } from './tables.ts'

type Thread = Tables['comment_threads']
type Comment = Tables['comments']

/** Comments that belong together, the first one first. */
export interface StoredThread extends Thread {
  readonly comments: readonly Comment[]
}

/** The threads of a playbook in the order in which they were opened, without comments that were deleted. */
export async function threadsOf(store: Database, playbook: string): Promise<StoredThread[]> {
  const threads = await store
    .selectFrom('comment_threads')
    .selectAll()
    .where('playbook', '=', playbook)
    .orderBy('number')
    .execute()
  const comments = await store
    .selectFrom('comments')
    .innerJoin('comment_threads', 'comment_threads.number', 'comments.thread')
    .selectAll('comments')
    .where('comment_threads.playbook', '=', playbook)
    .where('comments.deleted_at', 'is', null)
    .orderBy('comments.number')
    .execute()
  const byThread = Map.groupBy(comments, ({ thread }) => thread)
  return threads.flatMap((thread) => {
    const said = byThread.get(thread.number)
    return said ? [{ ...thread, comments: said }] : []
  })
}

/** A thread of a playbook; undefined when there is none of that number. */
export const threadOf = (store: Database, playbook: string, number: number): Promise<Thread | undefined> =>
  store
    .selectFrom('comment_threads')
    .selectAll()
    .where('playbook', '=', playbook)
    .where('number', '=', number)
    .executeTakeFirst()

/** A comment of a playbook that was not deleted. */
export const commentOf = (store: Database, playbook: string, number: number): Promise<Comment | undefined> =>
  store
    .selectFrom('comments')
    .innerJoin('comment_threads', 'comment_threads.number', 'comments.thread')
    .selectAll('comments')
    .where('comment_threads.playbook', '=', playbook)
    .where('comments.number', '=', number)
    .where('comments.deleted_at', 'is', null)
    .executeTakeFirst()

/** Opens a thread at a node. Call it inside a transaction. */
export async function openThread(store: Database, playbook: string, node: string): Promise<number> {
  const number = await nextNumber(store, 'comment_threads')
  await store
    .insertInto('comment_threads')
    .values({ number, playbook, node, resolved_by: null, resolved_at: null })
    .execute()
  return number
}

/** Adds a comment to a thread. Call it inside a transaction. @returns its number. */
export async function addComment(
  store: Database,
  comment: Pick<Comment, 'thread' | 'by' | 'at' | 'text'>,
): Promise<number> {
  const number = await nextNumber(store, 'comments')
  await store
    .insertInto('comments')
    .values({ ...comment, number, deleted_at: null })
    .execute()
  return number
}

/** Says who resolved a thread and when, or (null) that it is open again. */
export const resolveThread = (
  store: Database,
  number: number,
  resolved: { readonly by: string; readonly at: string } | null,
) =>
  store
    .updateTable('comment_threads')
    .set({ resolved_by: resolved?.by ?? null, resolved_at: resolved?.at ?? null })
    .where('number', '=', number)
    .execute()

/** Deletes what a comment says. Its number stays taken, so that the log tells of one comment only under it. */
export const deleteComment = (store: Database, number: number, at: string) =>
  store.updateTable('comments').set({ text: '', deleted_at: at }).where('number', '=', number).execute()

/** Takes away all comments of a playbook that is taken away itself. */
export async function deleteComments(store: Database, playbook: string): Promise<void> {
  const threads = store.selectFrom('comment_threads').select('number').where('playbook', '=', playbook)
  await store.deleteFrom('comments').where('thread', 'in', threads).execute()
  await store.deleteFrom('comment_threads').where('playbook', '=', playbook).execute()
}
