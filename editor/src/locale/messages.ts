import type { Locale } from '@branch-playbook/engine'
import type en from './en.json'

/** A text of the locale files. */
export type TextKey = keyof typeof en

type Messages = Readonly<Record<TextKey, string>>

/** Each language is a file of its own: a page loads the one that it is read in. */
const FILES = {
  en: () => import('./en.json'),
  'zh-CN': () => import('./zh-CN.json'),
} satisfies Record<Locale, () => Promise<{ readonly default: Messages }>>

const loaded = new Map<Locale, Messages>()

/** Fetches the texts of a language, unless they are there. */
export async function loadMessages(locale: Locale): Promise<void> {
  if (!loaded.has(locale)) loaded.set(locale, (await FILES[locale]()).default)
}

/** The texts of a language that was loaded. */
export const messagesOf = (locale: Locale): Partial<Messages> => loaded.get(locale) ?? {}

/** Both languages have the same keys, so it does not matter which is there. */
export const isTextKey = (key: string): key is TextKey =>
  [...loaded.values()].some((messages) => Object.hasOwn(messages, key))
