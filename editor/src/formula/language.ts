/** Something that can be written where the caret stands. */
export interface Suggestion {
  readonly is: 'fact' | 'node' | 'function' | 'word' | 'value'
  /** The text as it is written. */
  readonly written: string
  /** What people call it, in the language of the page; empty for what says itself. */
  readonly name: string
  /** Its type and unit, in a few words. */
  readonly type: string
  /** A line of what it is. */
  readonly about: string
  /** Further words by which it is found, such as its name in the other language. */
  readonly also: readonly string[]
  /** Where the caret stands afterwards, from the beginning of `written`; at its end, when not said. */
  readonly caret?: number
}

/** A stretch of a text, in UTF-16 units. */
interface Stretch {
  readonly at: number
  readonly end: number
}

export interface Offered extends Stretch {
  /** The best first; each takes the place of the stretch. */
  readonly suggestions: readonly Suggestion[]
}

/** A small language that people write in a field: how it is coloured, completed and explained. */
export interface Language {
  /** The words and signs of a text in order. */
  tokens(text: string): readonly (Stretch & { readonly kind: string })[]
  /** What can be written at a place. `asked` when somebody wants to see it though nothing is begun there. */
  suggest(text: string, at: number, asked: boolean): Offered | null
  /** What the word at a place means; null where there is nothing to say. */
  explain(text: string, at: number): (Stretch & Omit<Suggestion, 'also' | 'caret'>) | null
}

/** Something wrong in a text: where, what, and how to mend it. */
export interface Fault extends Stretch {
  readonly what: string
  readonly mend: string
}

/** More than anybody looks through. */
const MOST_OFFERED = 80

/** The suggestions that fit what was begun, by any of their names, the closest first. */
export function fitting(all: readonly Suggestion[], begun: string): Suggestion[] {
  const wanted = begun.toLowerCase()
  return all
    .map((each) => ({ each, distance: distanceTo(each, wanted) }))
    .filter(({ distance }) => distance < Infinity)
    .toSorted((left, right) => left.distance - right.distance)
    .slice(0, MOST_OFFERED)
    .map(({ each }) => each)
}

/** 0 for the beginning of what is written, then of a name, then of a word in one of them, then anywhere within. */
function distanceTo({ written, name, also }: Suggestion, wanted: string): number {
  const [first, ...others] = [written, name, ...also].map((each) => each.toLowerCase())
  const all = [first ?? '', ...others]
  if (all[0]?.startsWith(wanted)) return 0
  if (others.some((each) => each.startsWith(wanted))) return 1
  if (all.some((each) => each.split(/[\s_.·(（]+/).some((word) => word.startsWith(wanted)))) return 2
  return all.some((each) => each.includes(wanted)) ? 3 : Infinity
}
