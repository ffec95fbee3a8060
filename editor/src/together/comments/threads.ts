import { type Thread, useComments } from '../../api/comments.ts'
import { useSession } from '../../api/session.ts'
import { useDocument } from '../../document/store.ts'

const NONE: readonly Thread[] = []

/** The playbook that is open, and the comments at its nodes. */
export function useThreads() {
  const playbook = useDocument(({ opened }) => opened?.playbook)
  const { data = NONE, error, refetch } = useComments(playbook)
  return { playbook: playbook ?? '', threads: data, error, refetch }
}

/** The comments at a node. */
export const useThreadsAt = (node: string): readonly Thread[] =>
  useThreads().threads.filter((thread) => thread.node === node)

/** Whether the user comments; whoever looks on only reads. */
export function useMayComment(): boolean {
  const { data: user } = useSession()
  return user?.role === 'strategist' || user?.role === 'approver'
}
