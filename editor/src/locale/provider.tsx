import { type ReactNode, useEffect } from 'react'
import { IntlProvider } from 'react-intl'
import en from './en.json'
import { useLanguage } from './language.ts'
import zhCN from './zh-CN.json'

const MESSAGES = { en, 'zh-CN': zhCN }

/** Gives the page its texts, in the language chosen. */
export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const locale = useLanguage((state) => state.locale)
  useEffect(() => {
    document.documentElement.lang = locale
  }, [locale])
  return (
    <IntlProvider locale={locale} messages={MESSAGES[locale]}>
      {children}
    </IntlProvider>
  )
}
