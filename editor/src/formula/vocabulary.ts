import { FORMULA_FUNCTIONS, LOCALES, type ValueType } from '@branch-playbook/engine'
import { useMemo } from 'react'
import type { Named } from '../document/values.ts'
import { currencySign } from '../locale/format.ts'
import { useLanguage } from '../locale/language.ts'
import { isTextKey, type TextKey, useText } from '../locale/text.ts'
import { useNames } from '../nodes/names.ts'
import { formulaLanguage } from './formula-language.ts'
import type { Language, Suggestion } from './language.ts'

const WORDS = ['and', 'or', 'not', 'true', 'false', 'today'] as const

/** The type of a figure with its unit, in a few words. */
export function useTypeWords(currency: string): (type: ValueType, mayBeMissing?: boolean) => string {
  const text = useText()
  const locale = useLanguage((state) => state.locale)
  return useMemo(
    () =>
      (type, mayBeMissing = false) => {
        const kind = text(`kind.${type.kind}`)
        const unit =
          type.kind === 'money' ? currencySign(currency, locale) : type.kind === 'percent' ? '%' : ''
        const parts = [kind, unit, mayBeMissing ? text('outline.may_be_missing') : '']
        return parts.filter((part) => part !== '').join(' · ')
      },
    [text, locale, currency],
  )
}

/** The language of formulas over these figures of the playbook, in the words of the page's language. */
export function useFormulaLanguage(names: readonly string[], currency: string): Language {
  const text = useText()
  const { named, nameOf, valueName, noteOf } = useNames()
  const typeWords = useTypeWords(currency)
  return useMemo(() => {
    const spoken = (key: string): string => (isTextKey(key) ? text(key satisfies TextKey) : '')
    const figure = (name: string): Suggestion[] => {
      const found = named.get(name)
      return found ? [figureSuggestion(found, nameOf(name), typeWords, aboutFigure(found, noteOf, text))] : []
    }
    return formulaLanguage({
      figures: names.flatMap(figure),
      functions: FORMULA_FUNCTIONS.map((name) => {
        const form = spoken(`function.form.${name}`)
        return {
          is: 'function',
          written: `${name}()`,
          caret: name.length + 1,
          name: form,
          type: text('formula.function'),
          about: spoken(`function.about.${name}`),
          also: [name],
        }
      }),
      words: WORDS.map((word) => ({
        is: 'word',
        written: word,
        name: '',
        type: '',
        about: text(`formula.word.${word}`),
        also: [text(`formula.word.${word}`)],
      })),
      valuesOf: (name) => {
        const type = named.get(name)?.type
        return type?.kind === 'class'
          ? type.values.map((value) => valueSuggestion(value, valueName(value)))
          : []
      },
    })
  }, [names, named, nameOf, valueName, noteOf, typeWords, text])
}

const figureSuggestion = (
  { name, label, type, mayBeMissing, kind }: Named,
  called: string,
  typeWords: ReturnType<typeof useTypeWords>,
  about: string,
): Suggestion => ({
  is: kind === null ? 'fact' : 'node',
  written: name,
  name: called,
  type: typeWords(type, mayBeMissing),
  about,
  also: LOCALES.map((locale) => label[locale]),
})

const valueSuggestion = (value: string, name: string): Suggestion => ({
  is: 'value',
  written: `"${value}"`,
  name: name === value ? '' : name,
  type: '',
  about: '',
  also: [value, name],
})

/** What a fact's own note says, or of which kind the node is. */
function aboutFigure(
  { name, kind }: Named,
  noteOf: (fact: string) => string,
  text: ReturnType<typeof useText>,
): string {
  if (kind === null) return noteOf(name) || text('formula.fact')
  const key = `node.${kind}`
  return isTextKey(key) ? text(key) : kind
}
