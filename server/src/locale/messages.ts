import type { Locale } from '@branch-playbook/engine'
import { IntlMessageFormat } from 'intl-messageformat'
import en from './en.json' with { type: 'json' }
import zhCN from './zh-CN.json' with { type: 'json' }

export type ServerMessage = keyof typeof en

const MESSAGES: Record<Locale, Record<ServerMessage, string>> = { en, 'zh-CN': zhCN }

/** A text of the server for people, filled with values. */
export const messageIn = (
  locale: Locale,
  key: ServerMessage,
  values: Readonly<Record<string, string | number>> = {},
): string => String(new IntlMessageFormat(MESSAGES[locale][key], locale).format(values))

/** The first of our languages that an `Accept-Language` header names. */
export function preferredLocale(acceptLanguage: string | undefined): Locale {
  const wanted = (acceptLanguage ?? '').split(',').map((each) => each.trim().toLowerCase())
  const first = wanted.find((each) => each.startsWith('zh') || each.startsWith('en'))
  return first?.startsWith('zh') ? 'zh-CN' : 'en'
}
