import type { Span } from './fault.ts'

export type TokenKind =
  | 'number'
  | 'date'
  | 'text'
  /** A fact, a node, or a part of a node. */
  | 'name'
  /** A name before a bracket. */
  | 'function'
  | 'word'
  | 'operator'
  | 'punctuation'
  /** A quotation mark that no other closes, and what follows it. */
  | 'open_text'
  | 'unknown'

/** A word or sign of a formula. `text` is how the language writes it: `>=` also where `≥` was typed. */
export interface Token extends Span {
  readonly kind: TokenKind
  readonly text: string
}

/** Words of the language; a fact of such a name cannot be used in formulas. */
const WORDS: ReadonlySet<string> = new Set(['and', 'or', 'not', 'true', 'false', 'today'])

/** What other keyboards and other languages write for the same sign. */
const SPELLINGS: ReadonlyMap<string, string> = new Map([
  ['==', '='],
  ['＝', '='],
  ['<>', '!='],
  ['≠', '!='],
  ['≤', '<='],
  ['≥', '>='],
  ['＜', '<'],
  ['＞', '>'],
  ['×', '*'],
  ['＊', '*'],
  ['÷', '/'],
  ['／', '/'],
  ['＋', '+'],
  ['－', '-'],
  ['−', '-'],
  ['％', '%'],
  ['（', '('],
  ['）', ')'],
  ['，', ','],
])

const OPERATORS = ['<=', '>=', '!=', '<>', '==', '+', '-', '*', '/', '=', '<', '>', '%']
const PUNCTUATION = ['(', ')', ',']
const SIGNS = [...OPERATORS, ...PUNCTUATION, ...SPELLINGS.keys()].toSorted(
  (left, right) => right.length - left.length,
)

const CLOSING: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['“', '”'],
])

// Each is anchored and cannot go back over what it has read, so that no text takes more than linear time.
const SPACE = /\s+/uy
/** Also what is nearly a date, so that `2026-3-1` is not quietly a subtraction. */
const DATE = /\d{4}-\d{1,2}-\d+(?![\w-])/y
const NUMBER = /\d+(?:\.\d+)?/y
const NAME = /[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?(?![A-Za-z0-9_])/y
const OTHER = /[\p{L}\p{N}_$@#]+|[&|]+|./suy

/** The words and signs of a text in order, spaces left out. Any text has tokens: what fits nothing is `unknown`. */
export function formulaTokens(text: string): Token[] {
  const tokens: Token[] = []
  let at = matched(SPACE, text, 0).length
  while (at < text.length) {
    const token = tokenAt(text, at)
    tokens.push(token)
    at = token.end + matched(SPACE, text, token.end).length
  }
  return tokens
}

function tokenAt(text: string, at: number): Token {
  const made = (kind: TokenKind, raw: string, written = raw): Token => ({
    kind,
    text: written,
    at,
    end: at + raw.length,
  })
  const closing = CLOSING.get(text[at] ?? '')
  if (closing !== undefined) {
    const close = text.indexOf(closing, at + 1)
    if (close < 0) return made('open_text', text.slice(at))
    return { ...made('text', text.slice(at, close + 1)), text: text.slice(at + 1, close) }
  }
  const date = matched(DATE, text, at)
  if (date !== '') return made('date', date)
  const number = matched(NUMBER, text, at)
  if (number !== '') return made('number', number)
  const name = matched(NAME, text, at)
  if (name !== '') return made(kindOfName(name, text, at + name.length), name)
  const sign = SIGNS.find((each) => text.startsWith(each, at))
  if (sign === undefined) return made('unknown', matched(OTHER, text, at))
  const written = SPELLINGS.get(sign) ?? sign
  return made(PUNCTUATION.includes(written) ? 'punctuation' : 'operator', sign, written)
}

function kindOfName(name: string, text: string, end: number): TokenKind {
  if (WORDS.has(name)) return 'word'
  const next = text[end + matched(SPACE, text, end).length]
  return next === '(' || next === '（' ? 'function' : 'name'
}

function matched(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? ''
}

/** The facts and nodes that a formula names, each once, whether or not it is right otherwise. */
export const namesInFormula = (text: string): string[] => [
  ...new Set(formulaTokens(text).flatMap((token) => (token.kind === 'name' ? [token.text] : []))),
]
