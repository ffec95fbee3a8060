import type { Enquiry } from '../nodes/inbound/inbound.ts'
import type { PlaybookNode } from '../playbook/playbook.ts'

/** A kind of enquiry that a playbook answers, by its node and its id there. */
export interface EnquiryKind {
  readonly node: string
  readonly id: string
  readonly name: Enquiry['name']
  readonly words: NonNullable<Enquiry['words']>
}

const NO_WORDS = { 'zh-CN': [], en: [] }

/** The kinds of enquiry that a playbook answers, in its order. */
export const enquiryKinds = (nodes: readonly PlaybookNode[]): EnquiryKind[] =>
  nodes.flatMap((node) =>
    node.kind === 'inbound'
      ? node.enquiries.map(({ id, name, words = NO_WORDS }) => ({ node: node.id, id, name, words }))
      : [],
  )

/** So much of a phrase has to be found in a text that the text is taken to mean it. */
const ENOUGH = 0.5

/**
 * The kinds of enquiry that a text may mean, the likeliest first: those of whose name, or of one of whose words,
 * at least half is found in it. Chinese is compared by pairs of characters, other scripts by words, of which
 * the end may differ. Of kinds that are found equally the one with the longer phrase goes first, then the one
 * that the playbook has first.
 */
export const matchEnquiries = <Kind extends EnquiryKind>(kinds: readonly Kind[], text: string): Kind[] =>
  likely(kinds, text).map(({ kind }) => kind)

/**
 * The kind of enquiry that a text means beyond doubt: the only one of which a whole phrase is found in it. Null when
 * there is none, or when there are several: then somebody has to choose.
 */
export function enquiryMeant<Kind extends EnquiryKind>(kinds: readonly Kind[], text: string): Kind | null {
  const [only, ...others] = likely(kinds, text).filter(({ found }) => found.share === 1)
  return only && others.length === 0 ? only.kind : null
}

function likely<Kind extends EnquiryKind>(kinds: readonly Kind[], text: string) {
  const typed = plain(text)
  if (typed === '') return []
  const pieces = piecesOf(typed)
  return kinds
    .map((kind) => ({ kind, found: bestOf(phrasesOf(kind), typed, pieces) }))
    .filter(({ found }) => found.share >= ENOUGH)
    .toSorted((left, right) => right.found.share - left.found.share || right.found.pieces - left.found.pieces)
}

const phrasesOf = ({ name, words }: EnquiryKind): string[] => [
  name['zh-CN'],
  name.en,
  ...words['zh-CN'],
  ...words.en,
]

/** How much of a phrase is found: the share of its pieces, and how many they are. */
interface Found {
  readonly share: number
  readonly pieces: number
}

function bestOf(phrases: readonly string[], typed: string, pieces: readonly string[]): Found {
  let best: Found = { share: 0, pieces: 0 }
  for (const phrase of phrases.map(plain)) {
    const wanted = piecesOf(phrase)
    if (wanted.length === 0) continue
    // Whoever has typed a part of a phrase so far is on his way to it.
    const begun = phrase.includes(typed)
    const met = wanted.filter((piece) => pieces.some((each) => isLike(each, piece))).length
    const found = { share: begun ? 1 : met / wanted.length, pieces: begun ? wanted.length : met }
    const better = found.share > best.share || (found.share === best.share && found.pieces > best.pieces)
    if (better) best = found
  }
  return best
}

const plain = (text: string): string => text.normalize('NFKC').toLowerCase().trim()

const RUNS = /\p{Script=Han}+|[\p{L}\p{N}]+/gu
const HAN = /\p{Script=Han}/u

/** Chinese in pairs of neighbouring characters, everything else in words. */
function piecesOf(text: string): string[] {
  const runs = [...text.matchAll(RUNS)].flatMap(([run]) => splitByScript(run))
  return runs.flatMap((run) => {
    const characters = [...run]
    if (!HAN.test(run) || characters.length === 1) return [run]
    return characters.slice(1).map((character, at) => `${characters[at]}${character}`)
  })
}

/** A run of letters may begin with a word of another script, such as "pos机". */
const splitByScript = (run: string): string[] => run.match(/\p{Script=Han}+|[^\p{Script=Han}]+/gu) ?? []

/** Shorter words are too easily the beginning of another. */
const LEAST_STEM = 4

/** Whether two pieces are the same, or words of which one is the beginning of the other, as a plural is. */
function isLike(one: string, other: string): boolean {
  if (one === other) return true
  const shorter = Math.min(one.length, other.length)
  return shorter >= LEAST_STEM && (one.startsWith(other) || other.startsWith(one))
}
