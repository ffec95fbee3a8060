import { hash, randomBytes } from 'node:crypto'
import type { Tables } from '../store/tables.ts'

/** Everything that is written down, by the part of the bank's work that it belongs to. */
export const AUDIT_ACTIONS = [
  'activation.made',
  'activation.withdrawn',
  'contact.logged',
  'customer.erased',
  'customer.exported',
  'customer.viewed',
  'customers.searched',
  'draft.discarded',
  'draft.saved',
  'event.announced',
  'experiment.changed',
  'experiment.ended',
  'experiment.started',
  'list.viewed',
  'log.exported',
  'log.verified',
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
export interface Personal {
  /** The customer's number. */
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

/** What the first entry has for the hash of the one before it. */
export const BEGINNING = '0'.repeat(64)

/** SHA-256 over every field of an entry but the hash itself, as a JSON array: no byte of it can change unseen. */
export const entryHash = (entry: Omit<StoredEntry, 'hash'>): string =>
  hash(
    'sha256',
    JSON.stringify([
      entry.number,
      entry.at,
      entry.by,
      entry.action,
      entry.subject,
      entry.details,
      entry.commitments,
      entry.previous,
    ]),
  )

/** SHA-256 over what is personal and a salt: without these two it tells nothing, with them it proves them. */
export const commitmentTo = ({
  salt,
  customer,
  text,
}: Pick<StoredPersonal, 'salt' | 'customer' | 'text'>): string =>
  hash('sha256', JSON.stringify([salt, customer, text]))

/** The entry that follows another, with what of it stays outside the chain. */
export function entryAfter(
  head: { readonly number: number; readonly hash: string },
  { action, subject, details = {}, personal = [] }: Happening,
  by: string,
  at: string,
): { readonly entry: StoredEntry; readonly personal: readonly StoredPersonal[] } {
  const number = head.number + 1
  const outside = personal.map(({ customer, text = '' }, place) => ({
    entry: number,
    place,
    salt: randomBytes(16).toString('base64url'),
    customer,
    text,
  }))
  const content = {
    number,
    at,
    by,
    action,
    subject,
    details: JSON.stringify(details),
    commitments: JSON.stringify(outside.map(commitmentTo)),
    previous: head.hash,
  }
  return { entry: { ...content, hash: entryHash(content) }, personal: outside }
}
