import { hash, randomBytes } from 'node:crypto'
import type { Tables } from '../store/tables.ts'
import { commitmentTo, entryHash } from './entry-hash.ts'

/** Everything that is written down, by the part of the bank's work that it belongs to. */
export const AUDIT_ACTIONS = [
  'activation.made',
  'activation.withdrawn',
  'comment.added',
  'comment.deleted',
  'comment.reopened',
  'comment.resolved',
  'contact.logged',
  'contact.withdrawn',
  'customer.erased',
  'customer.exported',
  'customer.viewed',
  'customers.searched',
  'digest.changed',
  'digest.ended',
  'draft.discarded',
  'draft.saved',
  'enquiries.viewed',
  'enquiry.handled',
  'enquiry.received',
  'event.announced',
  'event.corrected',
  'event.withdrawn',
  'experiment.changed',
  'experiment.ended',
  'experiment.started',
  'leave.entered',
  'leave.withdrawn',
  'handover.entered',
  'handover.withdrawn',
  'manager.viewed',
  'list.viewed',
  'log.exported',
  'log.verified',
  'log.viewed',
  'order.cancel_asked',
  'order.cancelled',
  'order.contradicted',
  'order.handed_over',
  'order.placed',
  'order.reported',
  'overlay.approved',
  'overlay.discarded',
  'overlay.ended',
  'overlay.saved',
  'overlay.sent_back',
  'overlay.submitted',
  'overlay.withdrawn',
  'playbook.begun',
  'population.read',
  'run.decided',
  'run.replayed',
  'session.ended',
  'sign_in.failed',
  'sign_in.succeeded',
  'snapshot.deleted',
  'token.issued',
  'token.revoked',
  'user.added',
  'user.changed',
  'version.approved',
  'version.exported',
  'version.sent_back',
  'version.submitted',
  'version.withdrawn',
] as const

export type AuditAction = (typeof AUDIT_ACTIONS)[number]

/** What is personal about an entry: whose, and what of it. Only a salted commitment to it enters the chain. */
interface Personal {
  /** The customer's number; none for a text that concerns all the customers of the entry, as a search does. */
  readonly customer: string
  /** Anything more that could tell who it was; most often nothing. */
  readonly text?: string
}

/** Something that happened, to be written down. */
export interface Happening {
  readonly action: AuditAction
  /** What it happened to: a path of the API without `/api`, such as `playbooks/retail/versions/3`. */
  readonly subject: string
  /** Anything else worth knowing, of plain JSON values; nothing personal of customers. */
  readonly details?: Readonly<Record<string, unknown>>
  readonly personal?: readonly Personal[]
}

export type StoredEntry = Tables['audit_entries']
export type StoredPersonal = Tables['audit_personal']

/** So many characters at most, so that no stranger fills the log: of ids and subjects, of details, of a text. */
const MOST = { name: 200, details: 32_768, text: 2_000 }

/** So many personal parts at most; whoever shows more customers at once names what he shows, not each of them. */
const MOST_PARTS = 500

/** The entry that follows another, with what of it stays outside the chain. Its size is bounded. */
export function entryAfter(
  head: { readonly number: number; readonly hash: string },
  { action, subject, details = {}, personal = [] }: Happening,
  by: string,
  at: string,
): { readonly entry: StoredEntry; readonly personal: readonly StoredPersonal[] } {
  if (personal.length > MOST_PARTS)
    throw new RangeError(`An entry takes ${MOST_PARTS} personal parts at most`)
  const number = head.number + 1
  const outside = personal.map(({ customer, text = '' }, place) => ({
    entry: number,
    place,
    salt: randomBytes(16).toString('base64url'),
    customer: storable(customer, MOST.name),
    text: storable(text, MOST.text),
  }))
  const content = {
    number,
    at,
    by: storable(by, MOST.name),
    action,
    subject: storable(subject, MOST.name),
    details: detailsText(details),
    commitments: JSON.stringify(outside.map(commitmentTo)),
    previous: head.hash,
  }
  return { entry: { ...content, hash: entryHash(content) }, personal: outside }
}

/**
 * A text that every database gives back as it was written. The log holds no U+FFFD of its own: it is what any
 * damaged bytes are read as, so that they never look as they did.
 */
function storable(text: string, most: number): string {
  const whole = text.toWellFormed().replaceAll(/[\0\uFFFD]/g, '?')
  return whole.length <= most
    ? whole
    : `${whole
        .slice(0, most)
        .toWellFormed()
        .replace(/\uFFFD$/, '')}…`
}

/** Details as JSON; of too many only how long they were and their hash. */
function detailsText(details: Readonly<Record<string, unknown>>): string {
  const text = JSON.stringify(details).replaceAll('\uFFFD', '\\ufffd')
  if (text.length <= MOST.details) return text
  return JSON.stringify({ characters: text.length, sha256: hash('sha256', text) })
}
