import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, it } from 'vitest'
import en from './en.json' with { type: 'json' }
import { LOCALES } from './locale.ts'
import { isMessageKey, message } from './messages.ts'
import zhCN from './zh-CN.json' with { type: 'json' }

const files = { en, 'zh-CN': zhCN }

/** The names of the values that a message is filled with, those in its choices included. */
function placeholders(text: string): string[] {
  const found = new Set<string>()
  const visit = (part: unknown): void => {
    if (Array.isArray(part)) part.forEach(visit)
    else if (typeof part === 'object' && part !== null) {
      // In the parser's tree every element but a text names its value; choices hold further elements.
      if ('value' in part && 'type' in part && part.type !== 0) found.add(String(part.value))
      if ('options' in part && typeof part.options === 'object')
        Object.values(part.options ?? {}).forEach(visit)
      if ('value' in part && !('type' in part)) visit(part.value)
    }
  }
  visit(new IntlMessageFormat(text, 'en').getAst())
  return [...found].toSorted()
}

describe('the locale files', () => {
  it('have the same keys in the same order, each with words in its language', () => {
    expect(Object.keys(zhCN)).toEqual(Object.keys(en))
    for (const locale of LOCALES) {
      for (const [key, words] of Object.entries(files[locale]))
        expect(words.trim(), `${locale} ${key}`).not.toBe('')
    }
    for (const [key, words] of Object.entries(en)) expect(words, key).not.toMatch(/\p{Script=Han}/u)
    // What is left of some without the values is only punctuation.
    const spelled = Object.entries(zhCN).filter(([, words]) =>
      /\p{L}/u.test(words.replaceAll(/\{\w+\}/g, '')),
    )
    for (const [key, words] of spelled) expect(words, key).toMatch(/\p{Script=Han}/u)
  })

  it('fill in the same values in both languages', () => {
    const inEnglish = Object.entries(en).map(([key, words]) => [key, placeholders(words)])
    expect(Object.entries(zhCN).map(([key, words]) => [key, placeholders(words)])).toEqual(inEnglish)
    expect(placeholders(en['problem.thresholds_out_of_order.what'])).toEqual(['above', 'name'])
    expect(placeholders(en['problem.wrong_type.what'])).toEqual(['expected', 'found'])
  })

  it('say of every problem both what it is and how to mend it', () => {
    const codes = (end: string) =>
      Object.keys(en).flatMap((key) =>
        key.startsWith('problem.') && key.endsWith(end) ? [key.slice(0, -end.length)] : [],
      )
    expect(codes('.what')).toEqual(codes('.mend'))
    expect(codes('.what').length).toBeGreaterThan(50)
  })
})

describe('message', () => {
  it('agrees with numbers in English and takes text as it is', () => {
    expect(message('en', 'figure.days', { value: 1 })).toBe('1 day')
    expect(message('en', 'figure.days', { value: 20 })).toBe('20 days')
    expect(message('zh-CN', 'figure.days', { value: 20 })).toMatch(/^20 ?天$/)
    expect(message('en', 'reason.measure_sum', { name: '{x} <b>', value: "'" })).toBe("{x} <b>: '.")
  })

  it('knows its keys, and not those that every object has', () => {
    expect(isMessageKey('value.phone')).toBe(true)
    expect(isMessageKey('value.pigeon')).toBe(false)
    expect(isMessageKey('constructor')).toBe(false)
  })
})
