import { IntlMessageFormat } from 'intl-messageformat'
import en from './en.json' with { type: 'json' }
import type { Locale } from './locale.ts'
import zhCN from './zh-CN.json' with { type: 'json' }

export type MessageKey = keyof typeof en

const MESSAGES: Record<Locale, Record<MessageKey, string>> = { en, 'zh-CN': zhCN }

const formats = new Map<string, IntlMessageFormat>()

/** The text of a key in ICU message format, filled with values. */
export function message(
  locale: Locale,
  key: MessageKey,
  values: Readonly<Record<string, string | number>> = {},
): string {
  const cacheKey = `${locale}:${key}`
  let format = formats.get(cacheKey)
  if (!format) {
    format = new IntlMessageFormat(MESSAGES[locale][key], locale)
    formats.set(cacheKey, format)
  }
  return String(format.format(values))
}

/** Whether the locale files have a text for this key: for keys made from names in a document. */
export const isMessageKey = (key: string): key is MessageKey => Object.hasOwn(en, key)
