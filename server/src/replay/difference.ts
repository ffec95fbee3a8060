import type { Locale } from '@branch-playbook/engine'
import { messageIn, type ServerMessage } from '../locale/messages.ts'

/** What about a run is not as it was when it was decided. */
export const DIFFERENCES = [
  /** Another version of the engine decides today. */
  'engine',
  'snapshot_deleted',
  'snapshot_damaged',
  /** A version that decided is gone, or its document is another. */
  'playbook_missing',
  /** The contacts logged before the day are not those the run knew of. */
  'contact_state',
  /** The customers of a hand-over are not those that the run knew of. */
  'handover',
  /** Contacts or actions of a customer whose personal data were erased. */
  'contacts_erased',
  /** The same inputs make other lists. */
  'outcome',
  'action',
  /** Rows of the store were changed afterwards; what is decided again is what was decided. */
  'stored_rows',
  /** The log tells otherwise than the store. */
  'log',
] as const

export interface Difference {
  readonly what: (typeof DIFFERENCES)[number]
  /** Where: `runs/<id>/<field>`, `runs/<id>/actions/<customer>/<field>`, `contacts/<id>/<field>` and so on. */
  readonly place: string
  /** What the log or the store has of it, the log when they differ; null for nothing. */
  readonly then: string | null
  /** What is found, or decided again; null for nothing. */
  readonly now: string | null
  readonly text: { readonly 'zh-CN': string; readonly en: string }
}

type Words = Extract<ServerMessage, `replay.${string}`>

/** A difference in both languages. */
export function difference(
  what: Difference['what'],
  place: string,
  then: unknown,
  now: unknown,
  words: Words = `replay.${what}`,
): Difference {
  const [was, is] = [written(then), written(now)]
  const text = (locale: Locale) => messageIn(locale, words, { place, then: was ?? '–', now: is ?? '–' })
  return { what, place, then: was, now: is, text: { 'zh-CN': text('zh-CN'), en: text('en') } }
}

const written = (value: unknown): string | null =>
  value === null || value === undefined ? null : typeof value === 'string' ? value : JSON.stringify(value)
