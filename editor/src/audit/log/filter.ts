import type { LogAction, LogFilter } from '../../api/audit.ts'

/** Every kind of entry, by the part of the bank's work that it belongs to. */
export const ACTIONS: readonly { readonly group: LogGroup; readonly actions: readonly LogAction[] }[] = [
  {
    group: 'rules',
    actions: [
      'playbook.begun',
      'draft.saved',
      'draft.discarded',
      'comment.added',
      'comment.deleted',
      'comment.resolved',
      'comment.reopened',
      'version.submitted',
      'version.approved',
      'version.sent_back',
      'version.withdrawn',
      'version.exported',
      'activation.made',
      'activation.withdrawn',
      'experiment.started',
      'experiment.changed',
      'experiment.ended',
      'overlay.saved',
      'overlay.discarded',
      'overlay.submitted',
      'overlay.approved',
      'overlay.sent_back',
      'overlay.withdrawn',
      'overlay.ended',
      'event.announced',
      'event.corrected',
      'event.withdrawn',
    ],
  },
  { group: 'runs', actions: ['run.decided', 'run.replayed', 'snapshot.deleted'] },
  {
    group: 'customers',
    actions: [
      'contact.logged',
      'contact.withdrawn',
      'leave.entered',
      'leave.withdrawn',
      'handover.entered',
      'handover.withdrawn',
      'manager.viewed',
      'enquiry.received',
      'enquiry.handled',
      'enquiries.viewed',
      'customer.viewed',
      'customers.searched',
      'list.viewed',
      'population.read',
      'customer.exported',
      'customer.erased',
    ],
  },
  {
    group: 'users',
    actions: [
      'sign_in.succeeded',
      'sign_in.failed',
      'session.ended',
      'user.added',
      'user.changed',
      'token.issued',
      'token.revoked',
      'digest.changed',
      'digest.ended',
    ],
  },
  { group: 'log', actions: ['log.viewed', 'log.verified', 'log.exported'] },
]

type LogGroup = 'rules' | 'runs' | 'customers' | 'users' | 'log'

const isAction = (text: string | null): text is LogAction =>
  ACTIONS.some(({ actions }) => actions.some((action) => action === text))

const TYPED = ['by', 'subject', 'from', 'to'] as const

/** The filter that an address asks for. */
export function filterOf(search: URLSearchParams): LogFilter {
  const action = search.get('action')
  const typed = TYPED.flatMap((name) => {
    const value = search.get(name)
    return value ? [[name, value] as const] : []
  })
  return { ...(isAction(action) && { action }), ...Object.fromEntries(typed) }
}
