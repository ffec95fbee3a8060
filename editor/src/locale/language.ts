import { LOCALES, type Locale } from '@branch-playbook/engine'
import { create } from 'zustand'
import { loadMessages } from './messages.ts'

const KEPT = 'language'

const isLocale = (text: string | null): text is Locale => LOCALES.some((locale) => locale === text)

function preferred(): Locale {
  const kept = localStorage.getItem(KEPT)
  if (isLocale(kept)) return kept
  return navigator.language.startsWith('zh') ? 'zh-CN' : 'en'
}

interface Language {
  readonly locale: Locale
  choose(locale: Locale): void
}

/** The language of the page: the one chosen last on this machine, else the browser's. */
export const useLanguage = create<Language>()((set) => ({
  locale: preferred(),
  choose(locale) {
    localStorage.setItem(KEPT, locale)
    // Without the network the page stays in the language that it has.
    loadMessages(locale).then(
      () => set({ locale }),
      () => undefined,
    )
  },
}))
