import type { LogAction, LogFilter } from '../../api/audit.ts'

/** To what part of the bank's work a kind of entry belongs: every kind that the log knows, in the order shown. */
const GROUP_OF: Readonly<Record<LogAction, LogGroup>> = {
  'playbook.begun': 'rules',
  'draft.saved': 'rules',
  'draft.discarded': 'rules',
  'comment.added': 'rules',
  'comment.deleted': 'rules',
  'comment.resolved': 'rules',
  'comment.reopened': 'rules',
  'version.submitted': 'rules',
  'version.approved': 'rules',
  'version.sent_back': 'rules',
  'version.withdrawn': 'rules',
  'version.exported': 'rules',
  'activation.made': 'rules',
  'activation.withdrawn': 'rules',
  'experiment.started': 'rules',
  'experiment.changed': 'rules',
  'experiment.ended': 'rules',
  'overlay.saved': 'rules',
  'overlay.discarded': 'rules',
  'overlay.submitted': 'rules',
  'overlay.approved': 'rules',
  'overlay.sent_back': 'rules',
  'overlay.withdrawn': 'rules',
  'overlay.ended': 'rules',
  'event.announced': 'rules',
  'event.corrected': 'rules',
  'event.withdrawn': 'rules',
  'run.decided': 'runs',
  'run.replayed': 'runs',
  'snapshot.deleted': 'runs',
  'contact.logged': 'customers',
  'contact.withdrawn': 'customers',
  'order.placed': 'customers',
  'order.handed_over': 'customers',
  'order.reported': 'customers',
  'order.contradicted': 'customers',
  'order.cancel_asked': 'customers',
  'order.cancelled': 'customers',
  'leave.entered': 'customers',
  'leave.withdrawn': 'customers',
  'handover.entered': 'customers',
  'handover.withdrawn': 'customers',
  'manager.viewed': 'customers',
  'enquiry.received': 'customers',
  'enquiry.handled': 'customers',
  'enquiries.viewed': 'customers',
  'customer.viewed': 'customers',
  'customers.searched': 'customers',
  'list.viewed': 'customers',
  'population.read': 'customers',
  'customer.exported': 'customers',
  'customer.erased': 'customers',
  'sign_in.succeeded': 'users',
  'sign_in.failed': 'users',
  'session.ended': 'users',
  'user.added': 'users',
  'user.changed': 'users',
  'token.issued': 'users',
  'token.revoked': 'users',
  'digest.changed': 'users',
  'digest.ended': 'users',
  'log.viewed': 'log',
  'log.verified': 'log',
  'log.exported': 'log',
}

/** The parts of the bank's work, in the order shown. */
export const LOG_GROUPS = ['rules', 'runs', 'customers', 'users', 'log'] as const
type LogGroup = (typeof LOG_GROUPS)[number]

const isAction = (text: string): text is LogAction => Object.hasOwn(GROUP_OF, text)

/** The kinds of entry of a part of the bank's work. */
export const actionsIn = (group: LogGroup): LogAction[] =>
  Object.keys(GROUP_OF)
    .filter(isAction)
    .filter((action) => GROUP_OF[action] === group)

const TYPED = ['by', 'subject', 'from', 'to'] as const

/** The filter that an address asks for. */
export function filterOf(search: URLSearchParams): LogFilter {
  const action = search.get('action')
  const typed = TYPED.flatMap((name) => {
    const value = search.get(name)
    return value ? [[name, value] as const] : []
  })
  return { ...(action !== null && isAction(action) && { action }), ...Object.fromEntries(typed) }
}
