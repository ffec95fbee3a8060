import { parseDay } from '../values/day.ts'
import { type Fault, fault, type Span } from './fault.ts'
import type { Arithmetic, Comparing, Joining, Syntax } from './syntax.ts'
import { formulaTokens, type Token } from './token.ts'

export type ParsedFormula =
  | { readonly ok: true; readonly formula: Syntax }
  | { readonly ok: false; readonly fault: Fault }

const MOST_CHARACTERS = 4000
/** How deep brackets and functions may stand in each other. */
const MOST_DEPTH = 100
/** How many operations and functions a formula may have. */
const MOST_OPERATIONS = 250

type Operator = Arithmetic | Comparing | Joining

/** How closely each operator holds what stands beside it. */
const BINDING: ReadonlyMap<string, { readonly operator: Operator; readonly power: number }> = new Map(
  (
    [
      [['or'], 1],
      [['and'], 2],
      [['=', '!=', '<', '<=', '>', '>='], 4],
      [['+', '-'], 5],
      [['*', '/'], 6],
    ] satisfies [Operator[], number][]
  ).flatMap(([operators, power]) => operators.map((operator) => [operator, { operator, power }] as const)),
)
const NOT = 3
const COMPARISON = 4
const MINUS = 7

/**
 * Reads the text of a formula. Never throws, and takes time in proportion to the text; of a text that is no
 * formula it says the first thing that is wrong, and where.
 */
export function parseFormula(text: string): ParsedFormula {
  if (text.length > MOST_CHARACTERS) {
    const values = { characters: text.length, most: MOST_CHARACTERS }
    return { ok: false, fault: fault('formula_too_long', { at: MOST_CHARACTERS, end: text.length }, values) }
  }
  try {
    return { ok: true, formula: new Reader(text).formula() }
  } catch (thrown) {
    if (thrown instanceof Stop) return { ok: false, fault: thrown.fault }
    throw thrown
  }
}

/** Ends the reading at the first fault; never leaves this file. */
class Stop {
  readonly fault: Fault
  constructor(found: Fault) {
    this.fault = found
  }
}

class Reader {
  readonly #tokens: readonly Token[]
  readonly #end: Span
  #next = 0
  #depth = 0
  #operations = 0

  constructor(text: string) {
    this.#tokens = formulaTokens(text)
    this.#end = { at: text.length, end: text.length }
  }

  formula(): Syntax {
    if (this.#tokens.length === 0) throw new Stop(fault('formula_empty', this.#end))
    const formula = this.#expression(0)
    const rest = this.#peek()
    if (rest) throw this.#unexpected(rest, 'operator')
    return formula
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#next]
  }

  #take(): Token | undefined {
    const token = this.#peek()
    this.#next += 1
    return token
  }

  #is(text: string): boolean {
    const token = this.#peek()
    return token?.text === text && (token.kind === 'operator' || token.kind === 'punctuation')
  }

  /** What stands here, as far as operators hold it more closely than `power`. */
  #expression(power: number): Syntax {
    this.#depth += 1
    if (this.#depth > MOST_DEPTH)
      throw new Stop(fault('formula_too_deep', this.#here(), { most: MOST_DEPTH }))
    let left = this.#prefix()
    for (;;) {
      const token = this.#peek()
      const binding = token && isOperator(token) ? BINDING.get(token.text) : undefined
      if (!token || !binding || binding.power <= power) break
      this.#take()
      this.#count(token)
      const right = this.#expression(binding.power)
      left = {
        is: 'binary',
        operator: binding.operator,
        left,
        right,
        at: left.at,
        end: right.end,
      }
      this.#refuseChain(binding.power)
    }
    this.#depth -= 1
    return left
  }

  /** `a < b < c` would compare a yes or no with c. */
  #refuseChain(power: number): void {
    const token = this.#peek()
    if (power !== COMPARISON || !token || !isOperator(token)) return
    if (BINDING.get(token.text)?.power === COMPARISON) throw new Stop(fault('formula_chained', token))
  }

  #prefix(): Syntax {
    const token = this.#take()
    if (!token) throw this.#unexpected(undefined, 'value')
    const { at, end, text } = token
    switch (token.kind) {
      case 'number':
        return this.#number(token)
      case 'date': {
        const value = parseDay(text)
        if (value === null) throw new Stop(fault('formula_no_day', token, { found: text }))
        return { is: 'date', value, at, end }
      }
      case 'text':
        return { is: 'text', value: text, at, end }
      case 'name':
        return { is: 'name', name: text, at, end }
      case 'function':
        return this.#call(token)
      case 'word':
        return this.#word(token)
      default:
        return this.#sign(token)
    }
  }

  #number(token: Token): Syntax {
    const value = Number(token.text)
    if (value > Number.MAX_SAFE_INTEGER) {
      throw new Stop(fault('formula_number_too_large', token, { most: Number.MAX_SAFE_INTEGER }))
    }
    if (!this.#is('%')) return { is: 'number', value, at: token.at, end: token.end }
    const sign = this.#take()
    return { is: 'percent', value, at: token.at, end: sign?.end ?? token.end }
  }

  #word(token: Token): Syntax {
    const { at, end, text } = token
    if (text === 'today') return { is: 'today', at, end }
    if (text === 'true' || text === 'false') return { is: 'flag', value: text === 'true', at, end }
    if (text !== 'not') throw this.#unexpected(token, 'value')
    this.#count(token)
    const of = this.#expression(NOT)
    return { is: 'not', of, at, end: of.end }
  }

  #sign(token: Token): Syntax {
    const isSign = token.kind === 'operator' || token.kind === 'punctuation'
    if (isSign && token.text === '-') {
      this.#count(token)
      const of = this.#expression(MINUS)
      return { is: 'minus', of, at: token.at, end: of.end }
    }
    if (!isSign || token.text !== '(') throw this.#unexpected(token, 'value')
    const inner = this.#expression(0)
    const close = this.#close(token)
    return { ...inner, at: token.at, end: close.end }
  }

  #call(name: Token): Syntax {
    this.#count(name)
    const open = this.#take() ?? name
    const given: Syntax[] = []
    while (!(given.length === 0 && this.#is(')'))) {
      given.push(this.#expression(0))
      if (!this.#is(',')) break
      this.#take()
    }
    const close = this.#close(open)
    return { is: 'call', name: name.text, given, at: name.at, end: close.end }
  }

  #close(open: Token): Token {
    const token = this.#peek()
    if (!token) throw new Stop(fault('formula_open_bracket', open))
    if (!this.#is(')')) throw this.#unexpected(token, 'operator')
    this.#take()
    return token
  }

  #count(token: Token): void {
    this.#operations += 1
    if (this.#operations > MOST_OPERATIONS) {
      throw new Stop(fault('formula_too_many', token, { most: MOST_OPERATIONS }))
    }
  }

  #here(): Span {
    return this.#peek() ?? this.#end
  }

  #unexpected(token: Token | undefined, expected: 'value' | 'operator'): Stop {
    if (!token) return new Stop(fault('formula_ends', this.#end))
    if (token.kind === 'open_text') return new Stop(fault('formula_open_text', token))
    const found = token.text.length > 40 ? `${token.text.slice(0, 40)}…` : token.text
    if (token.kind === 'unknown') {
      return new Stop(
        fault('formula_unknown_sign', token, { found, instead: INSTEAD.get(token.text) ?? 'none' }),
      )
    }
    return new Stop(fault('formula_unexpected', token, { found, expected }))
  }
}

const isOperator = ({ kind, text }: Token): boolean =>
  kind === 'operator' || (kind === 'word' && (text === 'and' || text === 'or'))

/** What other languages write for something that this one has too. */
const INSTEAD: ReadonlyMap<string, string> = new Map([
  ['&&', 'and'],
  ['&', 'and'],
  ['||', 'or'],
  ['|', 'or'],
  ['!', 'not'],
  ['AND', 'and'],
  ['OR', 'or'],
  ['NOT', 'not'],
  ['TRUE', 'true'],
  ['FALSE', 'false'],
  ['IF', 'if'],
  ['MIN', 'min'],
  ['MAX', 'max'],
  ['ROUND', 'round'],
  ['ABS', 'abs'],
  ['TODAY', 'today'],
  ['?', 'if'],
  [';', ','],
  ['；', ','],
  ["'", '"'],
  ['‘', '"'],
  ['[', '('],
  ['{', '('],
  ['【', '('],
])
