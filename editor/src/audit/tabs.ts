import type { Role } from '../api/session.ts'
import type { TextKey } from '../locale/text.ts'

interface AuditTab {
  readonly text: TextKey
  /** The word of the page's address by which it is known. */
  readonly page: string
  /** Where the tab leads for a playbook and its version in force. */
  readonly path: (playbook: string, version: number) => string
  readonly roles: readonly Role[]
}

const HEAD_OFFICE = ['strategist', 'approver', 'auditor', 'administrator'] as const

/** The pages of the auditor's room, in the order of its tabs. To add one, add its route and its line here. */
const AUDIT_TABS: readonly AuditTab[] = [
  {
    text: 'audit.timeline',
    page: 'timeline',
    path: (playbook) => `/audit/playbooks/${playbook}/timeline`,
    roles: HEAD_OFFICE,
  },
  {
    text: 'audit.compare',
    page: 'compare',
    path: (playbook) => `/audit/playbooks/${playbook}/compare`,
    roles: HEAD_OFFICE,
  },
  {
    text: 'audit.rulebook',
    page: 'rulebook',
    path: (playbook, version) => `/audit/playbooks/${playbook}/versions/${version}/rulebook`,
    roles: HEAD_OFFICE,
  },
  { text: 'audit.log', page: 'log', path: () => '/audit/log', roles: ['auditor', 'administrator'] },
  { text: 'audit.runs', page: 'runs', path: () => '/audit/runs', roles: HEAD_OFFICE },
  {
    text: 'audit.as_of',
    page: 'as-of',
    path: () => '/audit/as-of',
    roles: ['strategist', 'approver', 'auditor', 'manager'],
  },
  { text: 'audit.erasure', page: 'erasure', path: () => '/audit/erasure', roles: ['administrator'] },
]

/** Whether a page of the room, by its address, is for a role. */
export const isPageOf = (role: Role, pathname: string): boolean => {
  const words = pathname.split('/')
  return AUDIT_TABS.every(({ page, roles }) => !words.includes(page) || roles.includes(role))
}

export const tabsOf = (role: Role): readonly AuditTab[] =>
  AUDIT_TABS.filter(({ roles }) => roles.includes(role))
