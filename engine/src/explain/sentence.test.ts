import { describe, expect, it } from 'vitest'
import { formatFigure, formatMoney, sentence } from './sentence.ts'

describe('a figure in words', () => {
  it.each([
    ['money', 123_456, '¥1,234.56', '¥1,234.56'],
    ['percent', 1.85, '1.85%', '1.85 %'],
    ['date', 0, '1970-01-01', '1970-01-01'],
    ['count', 7, 7, 7],
    ['flag', true, '是', 'yes'],
    ['flag', false, '否', 'no'],
    ['class', 'A', 'A', 'A'],
    ['class', 'wechat', '微信', 'WeChat'],
    ['minutes', 1, '1 分钟', '1 minute'],
    ['working_days', 20, '20 个工作日', '20 working days'],
  ] as const)('%s %s is read as %s and %s', (kind, value, chinese, english) => {
    expect(formatFigure({ kind, value }, 'zh-CN', 'CNY')).toBe(chinese)
    expect(formatFigure({ kind, value }, 'en', 'CNY')).toBe(english)
  })

  it('has the name that the playbook gives it', () => {
    const name = { 'zh-CN': '唤醒', en: 'Wake' }
    expect(formatFigure({ kind: 'class', value: 'wake', name }, 'zh-CN', 'CNY')).toBe('唤醒')
    expect(formatFigure({ kind: 'class', value: 'wake', name }, 'en', 'CNY')).toBe('Wake')
  })

  it('that is missing is said to be', () => {
    expect(formatFigure({ kind: 'money', value: null }, 'en', 'CNY')).toBe('not known')
  })

  it('of days further away than dates reach is still written', () => {
    expect(formatFigure({ kind: 'date', value: 1_000_000_000 }, 'en', 'CNY')).toBe('1000000000')
  })
})

describe('formatMoney', () => {
  it('divides by the minor unit of the currency', () => {
    expect(formatMoney(100, 'en', 'USD')).toBe('$1.00')
    expect(formatMoney(100, 'en', 'JPY')).toBe('¥100')
    expect(formatMoney(1000, 'en', 'KWD').replace(/\s/, ' ')).toBe('KWD 1.000')
    expect(formatMoney(-5, 'en', 'USD')).toBe('-$0.05')
  })
})

describe('sentence', () => {
  it('puts figures into the words of the language', () => {
    const reason = {
      node: 'x',
      code: 'permission_touch_limit',
      figures: { touches: { kind: 'count', value: 4 }, most: { kind: 'count', value: 3 } },
    } as const
    expect(sentence(reason, 'en', 'CNY')).toBe(
      'No contact: the customer has been contacted 4 times lately; the limit is 3.',
    )
    expect(sentence(reason, 'zh-CN', 'CNY')).toMatch(/4.*3/)
  })
})
