import { DocumentWords, pathOf } from '../diff/document-words.ts'
import type { Locale } from '../locale/locale.ts'
import { isMessageKey, message } from '../locale/messages.ts'
import type { Playbook } from '../playbook/playbook.ts'
import type { CoveredPlace } from './coverage.ts'

/** What people call the places of a playbook's rules. */
export function placeWords(playbook: Playbook, locale: Locale): (place: CoveredPlace) => string {
  const words = new DocumentWords(playbook, locale)
  return ({ path, way }) => {
    const place = words.place(pathOf(path))
    if (way === null) return place
    const key = `way.${way}`
    const value = `value.${way}`
    const name = isMessageKey(key) ? message(locale, key) : isMessageKey(value) ? message(locale, value) : way
    return message(locale, 'coverage.way', { place, way: name })
  }
}
