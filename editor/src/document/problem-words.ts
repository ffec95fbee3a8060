import { describeProblem, formatFigure, type Maybe, type Problem } from '@branch-playbook/engine'
import { useMemo } from 'react'
import { useLanguage } from '../locale/language.ts'
import { useText } from '../locale/text.ts'
import { useNames } from '../nodes/names.ts'
import { useDocument } from './store.ts'

/** What is wrong and how to mend it, in the language of the page; a witness with figures as people read them. */
export function useProblemWords(): (problem: Problem) => { what: string; mend: string } {
  const locale = useLanguage((state) => state.locale)
  const figureWords = useFigureWords()
  const { nameOf } = useNames()
  return useMemo(
    () => (problem) => describeProblem(named(problem, nameOf), locale, figureWords),
    [locale, figureWords, nameOf],
  )
}

/** A problem of a node as a whole calls it by its name: its id says nothing, and is not to be written anywhere. */
function named(problem: Problem, nameOf: (id: string) => string): Problem {
  const { name } = problem.values
  if (problem.code !== 'unused_node' || typeof name !== 'string') return problem
  return { ...problem, values: { ...problem.values, name: nameOf(name) } }
}

/** A figure by its name and value, in the engine's terms, in words. */
export function useFigureWords(): (name: string, value: Maybe) => string {
  const text = useText()
  const locale = useLanguage((state) => state.locale)
  const currency = useDocument((state) => state.shown?.currency ?? '')
  const { nameOf, named } = useNames()
  return useMemo(
    () => (name, value) => {
      const kind = named.get(name)?.type.kind ?? 'count'
      return text('figure.words', {
        name: nameOf(name),
        value: String(formatFigure({ kind, value }, locale, currency)),
      })
    },
    [text, locale, currency, nameOf, named],
  )
}
