import { LOCALES } from '@branch-playbook/engine'
import { matchSorter } from 'match-sorter'
import { messagesOf } from '../locale/messages.ts'
import type { Command } from './command.ts'
import type { Place } from './places.ts'

/** A line of the palette: something to do, or somewhere to go. */
export type Entry =
  | { readonly is: 'command'; readonly command: Command }
  | { readonly is: 'place'; readonly place: Place }

export const entryId = (entry: Entry): string => (entry.is === 'command' ? entry.command.id : entry.place.id)

/** What an entry is found by: its names in both languages, and the symbol that formulas know it by. */
function wordsOf(entry: Entry): string[] {
  if (entry.is === 'place') return [...Object.values(entry.place.name), entry.place.symbol]
  const { name } = entry.command
  return LOCALES.flatMap((locale) => messagesOf(locale)[name] ?? [])
}

/** Entries that a query finds, the best first; of equally good ones those first that were used latest. */
export function found(entries: readonly Entry[], query: string, recent: readonly string[]): readonly Entry[] {
  const rank = (entry: Entry) => {
    const at = recent.indexOf(entryId(entry))
    return at === -1 ? recent.length : at
  }
  return matchSorter([...entries], query.trim(), {
    keys: [wordsOf],
    baseSort: (one, other) => rank(one.item) - rank(other.item) || one.index - other.index,
  })
}
