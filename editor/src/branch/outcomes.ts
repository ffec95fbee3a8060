import {
  IconCalendarTime,
  IconCheck,
  IconPhoneOff,
  IconThumbDown,
  IconThumbUp,
  IconX,
} from '@tabler/icons-react'
import type { NewContact } from '../api/branches.ts'

export type Outcome = NewContact['outcome']

/** What can come of a contact, with the key that says so on a row: digits, as an input method has the letters. */
export const OUTCOMES = [
  { outcome: 'reached', digit: '1', icon: IconCheck },
  { outcome: 'not_reached', digit: '2', icon: IconPhoneOff },
  { outcome: 'call_back', digit: '3', icon: IconCalendarTime },
  { outcome: 'refused', digit: '4', icon: IconX },
  { outcome: 'not_suitable', digit: '5', icon: IconThumbDown },
  { outcome: 'interested', digit: '6', icon: IconThumbUp },
] as const satisfies readonly { readonly outcome: Outcome; readonly digit: string; readonly icon: unknown }[]

/** The key that opens the form with the note. */
export const NOTE_KEY = '0'
