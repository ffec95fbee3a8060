import type { TextKey } from '../locale/text.ts'

interface AuditTab {
  readonly text: TextKey
  /** The last word of the page's address. */
  readonly page: string
  /** Where the tab leads for a playbook and its version in force. */
  readonly path: (playbook: string, version: number) => string
}

/** The pages of the auditor's room, in the order of its tabs. To add one, add its route and its line here. */
export const AUDIT_TABS: readonly AuditTab[] = [
  {
    text: 'audit.compare',
    page: 'compare',
    path: (playbook) => `/audit/playbooks/${playbook}/compare`,
  },
  {
    text: 'audit.rulebook',
    page: 'rulebook',
    path: (playbook, version) => `/audit/playbooks/${playbook}/versions/${version}/rulebook`,
  },
]
