import { useMemo } from 'react'
import { useIntl } from 'react-intl'
import { BEGINNING_OF_TIME } from '../api/life.ts'
import { useBranchName } from '../branch/branch-name.ts'
import { useText } from '../locale/text.ts'

interface AuditWords {
  /** Date and time of day of a moment, where the reader is. */
  moment(at: string): string
  /** A day, or the beginning of time. */
  day(day: string): string
  /** Branches as a phrase; null for all. */
  where(branches: readonly string[] | null): string
  /** Who did something: a user, a machine, the system itself, or who made the product. */
  actor(by: string): string
}

/** How the audit's pages say when, where and who. */
export function useAuditWords(): AuditWords {
  const intl = useIntl()
  const text = useText()
  const branchName = useBranchName()
  return useMemo(() => {
    return {
      moment: (at) => intl.formatDate(new Date(at), { dateStyle: 'medium', timeStyle: 'medium' }),
      day: (day) => {
        if (day === BEGINNING_OF_TIME) return text('timeline.beginning')
        return intl.formatDate(new Date(`${day}T00:00:00Z`), { dateStyle: 'medium', timeZone: 'UTC' })
      },
      where: (branches) =>
        branches === null
          ? text('timeline.everywhere')
          : text('timeline.where', {
              branches: intl.formatList(branches.map(branchName), { type: 'conjunction' }),
            }),
      actor: (by) => {
        if (by === 'system') return text('audit.system')
        if (by === 'branch-playbook') return text('audit.shipped_by')
        const [kind, token] = by.split(':')
        return kind === 'token' && token !== undefined ? text('audit.machine', { token }) : by
      },
    }
  }, [intl, text, branchName])
}
