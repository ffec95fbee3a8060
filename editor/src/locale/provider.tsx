import { type ReactNode, useEffect } from 'react'
import { IntlProvider } from 'react-intl'
import { useLanguage } from './language.ts'
import { messagesOf } from './messages.ts'

/** Gives the page its texts, in the language chosen. */
export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const locale = useLanguage((state) => state.locale)
  useEffect(() => {
    document.documentElement.lang = locale
  }, [locale])
  return (
    <IntlProvider locale={locale} messages={messagesOf(locale)}>
      {children}
    </IntlProvider>
  )
}
