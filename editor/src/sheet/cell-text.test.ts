import { shiftedAmounts } from '@branch-playbook/engine'
import { expect, test } from 'vitest'
import { type CellWords, cellText, withText } from './cell-text.ts'
import type { Column } from './columns.ts'
import type { Row } from './table.ts'

const WORDS: CellWords = {
  locale: 'en',
  sign: '¥',
  digits: 2,
  yes: 'Yes',
  no: 'No',
  valueName: (value) => (value === 'sms' ? 'Text message' : value),
}

const column = (of: Column['of'], type: Column['type'], isText = false): Column => ({
  of,
  at: 0,
  title: '',
  type,
  isText,
  isNumeric: false,
  width: 0,
})
const ROW: Row = { when: ['-'], then: [0] }
const MONEY = { kind: 'money' } as const

const tested = (text: string, type: Column['type']) =>
  withText(ROW, column('when', type), text, WORDS).when[0]
const given = (text: string, type: Column['type'], isText = false) =>
  withText(ROW, column('then', type, isText), text, WORDS).then[0]

test('Amounts in tests are written in the major unit and kept in the minor one, whatever stands around them', () => {
  for (const [written, kept] of [
    ['>= 15000', '>= 1500000'],
    ['[1000..5000.5)', '[100000..500050)'],
    ['0.05', '5'],
    ['< -12.34', '< -1234'],
    ['not(5, 10)', 'not(500, 1000)'],
    ['-', '-'],
    ['missing', 'missing'],
    ['"5"', '"5"'],
  ] as const) {
    expect(tested(written, MONEY)).toBe(kept)
    expect(cellText({ ...ROW, when: [kept] }, column('when', MONEY), WORDS)).toBe(written)
  }
})

test('Moving the point there and back again changes nothing of a test, right or wrong', () => {
  for (const kept of ['5', '100', '1234567', '0100', '[0..99]', '12..', 'abc 7 x', '9007199254740991'])
    expect(shiftedAmounts(shiftedAmounts(kept, -2), 2)).toBe(kept)
})

test('What spreadsheets and Chinese keyboards write is read as it is meant', () => {
  expect(tested('¥1,234,567.89', MONEY)).toBe('123456789')
  expect(tested('１２', { kind: 'count' })).toBe('12')
  expect(tested('1, 234', { kind: 'count' })).toBe('1, 234')
  expect(tested('>= 2026/3/1', { kind: 'date' })).toBe('>= 2026-03-01')
  expect(tested('TRUE', { kind: 'flag' })).toBe('true')
  expect(tested('', { kind: 'count' })).toBe('-')
  expect(given('¥1,234.50', MONEY)).toBe(123_450)
  expect(given('2.5%', { kind: 'percent' })).toBe(2.5)
  expect(given('否', { kind: 'flag' })).toBe(false)
  expect(given('2026年3月1日', { kind: 'date' })).toBe('2026-03-01')
})

test('A value of a class is called by its name, and what is no value stays as it is written', () => {
  const type = { kind: 'class', values: ['adviser', 'sms'] } as const
  expect(cellText({ ...ROW, then: ['sms'] }, column('then', type), WORDS)).toBe('Text message')
  expect(given('text message', type)).toBe('sms')
  expect(given('post', type)).toBe('post')
  expect(given('a lot', MONEY)).toBe('a lot')
  expect(given('1,5', MONEY)).toBe('1,5')
  expect(given(' ', MONEY)).toBe('?')
})

test('A name that two values share is not used: it could be read as either', () => {
  const type = { kind: 'class', values: ['sms', 'Text message'] } as const
  expect(cellText({ ...ROW, then: ['sms'] }, column('then', type), WORDS)).toBe('sms')
})

test('A note is kept in both languages until somebody says it in the other one', () => {
  const noted = withText(ROW, column('note', null), 'Why', WORDS)
  expect(noted.note).toEqual({ 'zh-CN': 'Why', en: 'Why' })
  const again = withText({ ...ROW, note: { 'zh-CN': '原因', en: 'Why' } }, column('note', null), 'So', WORDS)
  expect(again.note).toEqual({ 'zh-CN': '原因', en: 'So' })
  expect(withText(noted, column('note', null), '', WORDS)).not.toHaveProperty('note')
})
