import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, it } from 'vitest'
import en from './en.json' with { type: 'json' }
import { LOCALES } from './locale.ts'
import { isMessageKey, message } from './messages.ts'
import zhCN from './zh-CN.json' with { type: 'json' }

const files = { en, 'zh-CN': zhCN }

/** Values, and every name that any of our messages is filled with. */
const VALUES = [0, 1, 2, -3.5, 1_234_567, '', 'x {y} <b>', "it's '{0}'"]
const NAMES = [...new Set([...JSON.stringify(files).matchAll(/\{(\w+)/g)].flatMap(([, name]) => name ?? []))]

describe('every message', () => {
  it('is filled with texts and numbers as its library fills it', () => {
    for (const locale of LOCALES) {
      for (const [key, text] of Object.entries(files[locale])) {
        const library = new IntlMessageFormat(text, locale)
        for (const value of VALUES) {
          const values = Object.fromEntries(NAMES.map((name) => [name, value]))
          const filled = attempt(() => (isMessageKey(key) ? message(locale, key, values) : ''))
          expect(filled, key).toBe(attempt(() => String(library.format(values))))
        }
      }
    }
  })

  it('that lacks a value says which', () => {
    expect(() => message('en', 'reason.measure_sum', { name: 'x' })).toThrow('value')
  })
})

function attempt(work: () => string): string {
  try {
    return work()
  } catch (fault) {
    return String(fault)
  }
}
