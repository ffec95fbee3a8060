import type { Locale } from '@branch-playbook/engine'
import { IntlMessageFormat } from 'intl-messageformat'
import en from './en.json' with { type: 'json' }
import zhCN from './zh-CN.json' with { type: 'json' }

export type TextKey = keyof typeof en

const TEXTS: Record<Locale, Record<TextKey, string>> = { en, 'zh-CN': zhCN }

/** What the command line says to people, in ICU message format. */
export const text = (
  locale: Locale,
  key: TextKey,
  values: Readonly<Record<string, string | number>> = {},
): string => String(new IntlMessageFormat(TEXTS[locale][key], locale).format(values))
