import type { Bilingual } from '@branch-playbook/engine'
import { useCallback, useMemo } from 'react'
import { useIntl } from 'react-intl'
import { useLanguage } from './language.ts'
import { localName, type NamedByBank } from './local-name.ts'
import type { TextKey } from './messages.ts'

export { isTextKey, type TextKey } from './messages.ts'

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

/** The names of what the bank has named, in the language of the page. */
export function useLocalName(): (named: NamedByBank) => string {
  const locale = useLanguage((state) => state.locale)
  return useCallback((named) => localName(named, locale), [locale])
}
