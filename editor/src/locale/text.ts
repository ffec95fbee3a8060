import type { Bilingual } from '@branch-playbook/engine'
import { useMemo } from 'react'
import { useIntl } from 'react-intl'
import en from './en.json'
import { useLanguage } from './language.ts'

/** A text of the locale files. */
export type TextKey = keyof typeof en

export const isTextKey = (key: string): key is TextKey => Object.hasOwn(en, key)

type Values = Readonly<Record<string, string | number>>

/** The text of a key in the language of the page, filled with values. */
export function useText(): (key: TextKey, values?: Values) => string {
  const intl = useIntl()
  return useMemo(() => (key, values) => String(intl.formatMessage({ id: key }, values)), [intl])
}

/** The side of a bilingual text that is in the language of the page. */
export function useBilingual(): (text: Bilingual) => string {
  const locale = useLanguage((state) => state.locale)
  return useMemo(() => (text) => text[locale], [locale])
}
