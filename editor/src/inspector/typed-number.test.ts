import { expect, test } from 'vitest'
import { type NumberStyle, readTyped, writeNumber } from './typed-number.ts'

const money: NumberStyle = { prefix: '¥', suffix: '', digits: 2, scale: 100, least: 0, most: null }
const days: NumberStyle = { prefix: '', suffix: ' days', digits: 0, scale: 1, least: 1, most: 3650 }
const percent: NumberStyle = { prefix: '', suffix: '%', digits: 4, scale: 1, least: null, most: null }

test('An amount is taken to the minor unit', () => {
  expect(readTyped('83101044902.21', money)).toEqual({ value: 8310104490221 })
  expect(readTyped('¥20,000', money)).toEqual({ value: 2_000_000 })
  expect(readTyped('0.29', money)).toEqual({ value: 29 })
  expect(readTyped('12.340', money)).toEqual({ value: 1234 })
})

test('Full-width digits, commas and signs are read', () => {
  expect(readTyped('￥１，２００，０００．５０', money)).toEqual({ value: 120_000_050 })
  expect(readTyped('－１．８５％', percent)).toEqual({ value: -1.85 })
  expect(readTyped('３０ days', days)).toEqual({ value: 30 })
})

test('A text that is no number is not taken for another one', () => {
  for (const text of ['1e9', '0x10', '<img src=1>', '1,5', '20,00', '1.2.3', '.', '-', '5 days']) {
    expect([text, readTyped(text, money)]).toEqual([text, { fault: 'not_a_number' }])
  }
})

test('A number out of bounds says in which way', () => {
  expect(readTyped('99999999999999999999', money)).toEqual({ fault: 'too_large' })
  expect(readTyped('12.345', money)).toEqual({ fault: 'too_precise' })
  expect(readTyped('-1', money)).toEqual({ fault: 'too_small' })
  expect(readTyped('0', days)).toEqual({ fault: 'too_small' })
  expect(readTyped('3651', days)).toEqual({ fault: 'too_large' })
  expect(readTyped('-9'.padEnd(400, '9'), percent)).toEqual({ fault: 'too_small' })
})

test('What is written is read back', () => {
  expect(writeNumber(2_000_000, money)).toBe('¥20,000')
  for (const value of [1, 29, 8310104490221, Number.MAX_SAFE_INTEGER]) {
    expect(readTyped(writeNumber(value, { ...money, digits: 3 }), { ...money, digits: 3 })).toEqual({ value })
  }
  expect(readTyped(writeNumber(-1.85, percent), percent)).toEqual({ value: -1.85 })
})
