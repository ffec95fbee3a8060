import { type Figure, formatFigure } from '@branch-playbook/engine'
import { useCallback } from 'react'
import { useDocument } from '../document/store.ts'
import { useLanguage } from '../locale/language.ts'

/** A figure as people of the page's language read it, with its unit. */
export function useFigureText(): (figure: Figure) => string {
  const locale = useLanguage((state) => state.locale)
  const currency = useDocument((state) => state.shown?.currency ?? '')
  return useCallback((figure) => String(formatFigure(figure, locale, currency)), [locale, currency])
}
