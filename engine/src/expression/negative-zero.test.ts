import { describe, expect, it } from 'vitest'
import {
  add,
  all,
  choose,
  constant,
  divide,
  type Expression,
  fact,
  floor,
  holds,
  input,
  maximum,
  minimum,
  multiply,
  step,
  subtract,
  workingDay,
} from './expression.ts'
import { mayBeNegativeZero } from './negative-zero.ts'

const money = fact('money')
const plain = step('plain')
const choice = (take: Expression, otherwise: Expression) => choose([{ when: all(), take }], otherwise)

describe('what may come out as negative zero', () => {
  it.each<[string, Expression]>([
    ['a fact', money],
    ['its floor', floor(money)],
    ['a product', multiply(plain, plain)],
    ['a quotient', divide(plain, plain)],
    ['negative zero itself', constant(-0)],
    ['a sum of two that may', add(money, money)],
    ['a difference from one that may', subtract(money, plain)],
    ['the smaller or larger of one that may', minimum(plain, money)],
    ['the larger or smaller of one that may', maximum(money, plain)],
    ['a choice of one that may', choice(money, plain)],
    ['a choice that falls back on one that may', choice(plain, money)],
  ])('is %s', (_, expression) => expect(mayBeNegativeZero(expression)).toBe(true))

  it.each<[string, Expression]>([
    ['a step', plain],
    ['a figure of the run', input('as_of')],
    ['a constant', constant(0)],
    ['a sum with one that may not', add(money, plain)],
    ['a difference from one that may not', subtract(plain, money)],
    ['a choice of those that may not', choice(plain, constant(1))],
    ['the larger of two that may not', maximum(plain, constant(0))],
    ['a count of thresholds', { op: 'bands', of: money, thresholds: [1] }],
    ['the ordinal of a working day', workingDay(money)],
    ['a condition', holds(all())],
  ])('is not %s', (_, expression) => expect(mayBeNegativeZero(expression)).toBe(false))
})
