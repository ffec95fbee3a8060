import type { Problem, ProblemCode } from '../problem/problem.ts'

type CellProblemCode = Extract<ProblemCode, `cell_${string}`>

/** What is wrong with a cell, and where. */
export interface UnaryProblem {
  /** The place in the text, in UTF-16 units from 0. */
  readonly at: number
  readonly code: CellProblemCode
  readonly values: Problem['values']
}

/** Signs that Chinese keyboards and mathematicians write, and what they stand for. */
const SIGNS: Readonly<Record<string, string>> = {
  '，': ',',
  '（': '(',
  '）': ')',
  '［': '[',
  '］': ']',
  '＜': '<',
  '＞': '>',
  '＝': '=',
  '≤': '<=',
  '≥': '>=',
  '≠': '!=',
  '“': '"',
  '”': '"',
}

const PAIRS: ReadonlySet<string> = new Set(['<=', '>=', '!=', '<>'])
const SINGLES: ReadonlySet<string> = new Set([...'<>=,()[]"'])

const MOST_SHOWN = 60

/**
 * The text of a cell while it is read, from left to right and never back. Readers return null when what they
 * look for is not there; the first that needs it reports the problem, which ends the reading.
 */
export class CellText {
  readonly written: string
  at = 0
  problem: UnaryProblem | null = null

  constructor(written: string) {
    this.written = written
  }

  /** Reports a problem at a place; the first one counts. */
  fail(code: CellProblemCode, values: Problem['values'] = {}, at = this.at): null {
    this.problem ??= { at, code, values: { cell: shortened(this.written), at: at + 1, ...values } }
    return null
  }

  /** Reports that the text here is none of what could stand here. */
  unexpected(): null {
    return this.fail('cell_unreadable', { found: this.isAtEnd() ? 'end' : this.#shownHere() })
  }

  isAtEnd(): boolean {
    return this.at >= this.written.length
  }

  skipSpace(): void {
    while (!this.isAtEnd() && /\s/.test(this.#unit)) this.at += 1
  }

  /** The sign here, in its plain form, and how many characters it takes; null for anything else. */
  peekSign(): { readonly sign: string; readonly length: number } | null {
    const sign = SIGNS[this.#unit] ?? this.#unit
    const next = this.written.charAt(this.at + 1)
    const both = sign + (SIGNS[next] ?? next)
    if (PAIRS.has(sign)) return { sign, length: 1 }
    if (PAIRS.has(both)) return { sign: both, length: 2 }
    return SINGLES.has(sign) ? { sign, length: 1 } : null
  }

  /** Takes the sign here if it is one of these. */
  takeSign(...signs: readonly string[]): string | null {
    const found = this.peekSign()
    if (!found || !signs.includes(found.sign)) return null
    this.at += found.length
    return found.sign
  }

  /** Takes the characters here for as long as each passes. */
  takeWhile(passes: (unit: string) => boolean): string {
    const from = this.at
    while (!this.isAtEnd() && passes(this.#unit)) this.at += 1
    return this.written.slice(from, this.at)
  }

  /** Takes a word if it stands here. */
  take(word: string): boolean {
    const found = this.written.startsWith(word, this.at)
    if (found) this.at += word.length
    return found
  }

  startsWith(word: string): boolean {
    return this.written.startsWith(word, this.at)
  }

  /** The rest of the word or sign here, for a problem. */
  #shownHere(): string {
    const [word = ''] = this.written.slice(this.at, this.at + MOST_SHOWN).split(/[\s,]/)
    const shown = word === '' ? String.fromCodePoint(this.written.codePointAt(this.at) ?? 0) : word
    return shown.toWellFormed()
  }

  get #unit(): string {
    return this.written.charAt(this.at)
  }
}

/** The beginning of a long text. A pair of surrogates is never cut in two. */
export const shortened = (text: string): string =>
  text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN).toWellFormed()}…` : text
