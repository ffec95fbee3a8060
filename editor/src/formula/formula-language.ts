import { formulaTokens, type Token } from '@branch-playbook/engine'
import { fitting, type Language, type Offered, type Suggestion } from './language.ts'

interface Vocabulary {
  /** Facts and nodes. */
  readonly figures: readonly Suggestion[]
  readonly functions: readonly Suggestion[]
  /** Words of the language itself, such as `and`. */
  readonly words: readonly Suggestion[]
  /** The values of a class by the name of the figure; empty for any other figure. */
  valuesOf(figure: string): readonly Suggestion[]
}

/** What a person may have begun to write: a name, or a word of any language that stands for it. */
const BEGUN = /[\p{L}\p{N}_.]*$/u

/** The language of formulas over these figures and functions. */
export function formulaLanguage(vocabulary: Vocabulary): Language {
  const { figures, functions, words } = vocabulary
  const all = [...figures, ...functions, ...words]
  const byName = new Map([...figures, ...words].map((each) => [each.written, each]))
  const functionOf = (name: string) => functions.find(({ written }) => written === `${name}()`)
  return {
    tokens: formulaTokens,
    suggest(text, at, asked) {
      const values = valuesAt(text, at, vocabulary)
      if (values) return values
      const begun = BEGUN.exec(text.slice(0, at))?.[0] ?? ''
      if ((begun === '' && !asked) || /^\d/.test(begun) || isInText(text, at)) return null
      const isCall = /^\s*[(（]/.test(text.slice(at))
      const suggestions = fitting(all, begun).map((each) => (isCall ? withoutBrackets(each) : each))
      return { at: at - begun.length, end: at, suggestions }
    },
    explain(text, place) {
      const token = formulaTokens(text).find(({ at, end }) => at <= place && place < end)
      if (!token) return null
      const found = token.kind === 'function' ? functionOf(token.text) : byName.get(token.text)
      return found ? { ...found, at: token.at, end: token.end } : null
    },
  }
}

const withoutBrackets = ({ caret: _caret, ...each }: Suggestion): Suggestion =>
  each.is === 'function' ? { ...each, written: each.written.slice(0, -2) } : each

/** The values of a class where one of them has to follow: after the class and an equals sign. */
function valuesAt(text: string, at: number, { valuesOf }: Vocabulary): Offered | null {
  const before = formulaTokens(text.slice(0, at))
  const last = before.at(-1)
  const begun = last && (last.kind === 'open_text' || last.end === at) && isValue(last) ? last : null
  const [figure, sign] = before.slice(begun ? -3 : -2)
  if (figure?.kind !== 'name' || sign?.kind !== 'operator' || !/^!?=$/.test(sign.text)) return null
  const suggestions = fitting(valuesOf(figure.text), begun ? unquoted(text.slice(begun.at, at)) : '')
  const closing = begun?.kind === 'open_text' && /^["”]/.test(text.slice(at)) ? 1 : 0
  return suggestions.length > 0 ? { at: begun?.at ?? at, end: at + closing, suggestions } : null
}

const isValue = ({ kind }: Token): boolean => kind === 'open_text' || kind === 'name' || kind === 'unknown'

const unquoted = (text: string): string => text.replace(/^["“]/u, '')

const isInText = (text: string, at: number): boolean =>
  formulaTokens(text.slice(0, at)).at(-1)?.kind === 'open_text'
