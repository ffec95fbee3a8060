import { useLog } from '../../api/audit.ts'
import type { Happening } from './happenings.ts'
import { grouped } from './saves.ts'

/** So many entries about a draft are read; older ones are in the log itself. */
const MOST = 200

/** What the log tells about the drafts of a playbook, for those who may read it. */
export function useDraftHistory(playbook: string, mayRead: boolean): readonly Happening[] {
  const { data } = useLog({ subject: `playbooks/${playbook}/` }, { limit: MOST, enabled: mayRead })
  return grouped(data?.pages.flatMap(({ entries }) => entries) ?? [])
}
