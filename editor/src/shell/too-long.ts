import { MOST_CHARACTERS } from '../api/limits.ts'
import { useText } from '../locale/text.ts'

/** What is said of a note that is longer than the server keeps; null for any other. */
export function useTooLong(note: string): string | null {
  const text = useText()
  const { length } = note.trim()
  return length > MOST_CHARACTERS ? text('field.too_long', { most: MOST_CHARACTERS, length }) : null
}
