import { formatUnary, parseUnary, type ValueType } from '@branch-playbook/engine'
import { fitting, type Language, type Suggestion } from './language.ts'

interface UnaryVocabulary {
  readonly type: ValueType
  readonly mayBeMissing: boolean
  /** What people call a value of a class. */
  valueName(value: string): string
  /** A number of the figure as people read it: cells hold amounts in the minor unit. */
  amount(value: number): string
  /** What a way of testing means, by its sign or word. */
  about(word: UnaryWord): string
}

/** The ways in which a cell tests a figure, apart from naming a value. */
export const UNARY_WORDS = {
  anything: '-',
  at_least: '>= ',
  more: '> ',
  at_most: '<= ',
  less: '< ',
  between: '[..]',
  not: 'not()',
  missing: 'missing',
  known: 'known',
} as const

export type UnaryWord = keyof typeof UNARY_WORDS

const ORDERED: readonly UnaryWord[] = ['at_least', 'more', 'at_most', 'less', 'between']

/** What a list of alternatives, an interval or a negation begins anew after. */
const PART = /(?:^|[,，([（［<>=≤≥]|\.\.)\s*(?<begun>[^,，()[\]（）［］<>=≤≥]*)$/u
const TOKEN =
  /(?<operator><=|>=|!=|<>|\.\.|[<>=≤≥≠＜＞＝])|(?<text>"[^"]*"?|“[^”]*”?)|(?<date>\d{4}-\d{2}-\d{2})|(?<number>-?\d+(?:\.\d+)?)|(?<name>[\p{L}_][\p{L}\p{N}_.+-]*)|(?<punctuation>[^\s\p{L}\p{N}])/gu

/** The language of the cells of a decision table that test a figure of this type. */
export function unaryLanguage({ type, mayBeMissing, ...words }: UnaryVocabulary): Language {
  const ways = waysOf(type, mayBeMissing).map((word): Suggestion => {
    const written = UNARY_WORDS[word]
    const caret = written === '[..]' ? { caret: 1 } : written === 'not()' ? { caret: 4 } : {}
    return { is: 'word', written, name: words.about(word), type: '', about: '', also: [], ...caret }
  })
  const values = valuesOf(type).map(
    ([value, written]): Suggestion => ({
      is: 'value',
      written,
      name: typeof value === 'string' ? named(value, words.valueName(value)) : '',
      type: '',
      about: '',
      also: [],
    }),
  )
  return {
    tokens: unaryTokens,
    suggest(text, at, asked) {
      const before = text.slice(0, at)
      const begun = PART.exec(before)?.groups?.begun
      if (begun === undefined || /^\d/.test(begun) || (begun === '' && !asked && values.length === 0))
        return null
      const start = at - begun.length
      const isFirst = text.slice(0, start).trim() === ''
      const all = isFirst ? [...values, ...ways] : values
      const suggestions = fitting(all, begun.replace(/^["“]/u, '').trimEnd())
      return suggestions.length > 0 ? { at: start, end: at, suggestions } : null
    },
    explain(text, place) {
      const token = unaryTokens(text).find(({ at, end }) => at <= place && place < end)
      const written = token ? text.slice(token.at, token.end) : ''
      if (token?.kind !== 'number' || type.kind !== 'money') return null
      const name = words.amount(Number(written))
      return { ...token, is: 'value', written, name, type: '', about: '' }
    },
  }
}

/** Nothing where a value is called as it is written. */
const named = (value: string, name: string): string => (value === name ? '' : name)

function unaryTokens(text: string) {
  return [...text.matchAll(TOKEN)].map(({ 0: word, index, groups = {} }) => {
    const kind = Object.keys(groups).find((each) => groups[each] !== undefined) ?? 'unknown'
    return { kind, at: index, end: index + word.length }
  })
}

function waysOf({ kind }: ValueType, mayBeMissing: boolean): readonly UnaryWord[] {
  const ordered = kind === 'class' || kind === 'flag' ? [] : ORDERED
  return ['anything', ...ordered, 'not', ...(mayBeMissing ? (['missing', 'known'] as const) : [])]
}

/** The values of a class or a flag, each with how a cell writes it. */
function valuesOf(type: ValueType): readonly (readonly [string | boolean, string])[] {
  const values = type.kind === 'class' ? type.values : type.kind === 'flag' ? [true, false] : []
  return values.map((value) => [
    value,
    formatUnary({ admits: 'any_of', parts: [{ is: 'equal', value }] }, type),
  ])
}

/** Where the text of a cell goes wrong, with the problem's code and values; null for one that can be read. */
export function unaryFault(text: string, type: ValueType, mayBeMissing: boolean) {
  const read = parseUnary(text, type, mayBeMissing)
  if (read.ok) return null
  const word = /^(?:[\p{L}\p{N}_.+-]+|.)/u.exec(text.slice(read.at))?.[0] ?? ''
  return { ...read, end: read.at + Math.max(1, word.length) }
}
