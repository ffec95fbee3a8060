import { IntlMessageFormat } from 'intl-messageformat'
import en from './en.json' with { type: 'json' }
import type { Locale } from './locale.ts'
import zhCN from './zh-CN.json' with { type: 'json' }

export type MessageKey = keyof typeof en

const MESSAGES: Record<Locale, Record<MessageKey, string>> = { en, 'zh-CN': zhCN }

/** Fills a message with values. */
type Fill = (values: Readonly<Record<string, string | number>>) => string

const fills: Readonly<Record<Locale, Map<MessageKey, Fill>>> = { en: new Map(), 'zh-CN': new Map() }

/** The text of a key in ICU message format, filled with values. */
export function message(
  locale: Locale,
  key: MessageKey,
  values: Readonly<Record<string, string | number>> = {},
): string {
  let fill = fills[locale].get(key)
  if (!fill) {
    fill = fillOf(new IntlMessageFormat(MESSAGES[locale][key], locale))
    fills[locale].set(key, fill)
  }
  return fill(values)
}

/** What stands for itself, and what names a value, in the tree of a message: all else has to be formatted. */
const [LITERAL, ARGUMENT] = [0, 1]

/** A message of texts and names only is put together here: the library takes three times as long. */
function fillOf(format: IntlMessageFormat): Fill {
  const whole: Fill = (values) => String(format.format(values))
  const parts = format.getAst().flatMap((element) => {
    const isName = element.type === ARGUMENT
    return (isName || element.type === LITERAL) && 'value' in element ? [{ isName, text: element.value }] : []
  })
  if (parts.length < format.getAst().length) return whole
  const names = parts.flatMap(({ isName, text }) => (isName ? [text] : []))
  return (values) => {
    // It says what is missing.
    if (!names.every((name) => Object.hasOwn(values, name))) return whole(values)
    let filled = ''
    for (const { isName, text } of parts) filled += isName ? String(values[text]) : text
    return filled
  }
}

/** Whether the locale files have a text for this key: for keys made from names in a document. */
export const isMessageKey = (key: string): key is MessageKey => Object.hasOwn(en, key)
