import type { Locale } from '@branch-playbook/engine'
import { messageIn } from '../locale/messages.ts'

/** What may be wrong with a log; the sentences are in the locale files. */
export const FAULTS = [
  'empty',
  'missing',
  'renumbered',
  'changed',
  'rewritten',
  'personal_missing',
  'personal_extra',
  'personal_changed',
  'head_missing',
  'head_differs',
  'head_unsealed',
] as const

export type FaultCode = (typeof FAULTS)[number]

/** The first thing that is wrong with a log. */
export interface Fault {
  /** The number of the entry: all before it is as it was written. */
  readonly number: number
  readonly what: FaultCode
}

export const faultIn = (locale: Locale, { number, what }: Fault): string =>
  messageIn(locale, `audit.fault.${what}`, { number: String(number) })
