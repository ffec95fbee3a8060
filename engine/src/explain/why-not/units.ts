import { MOST_INTEGER, type ValueType } from '../../values/value-type.ts'

/** The steps in which the values of a number or a date are counted: fen, days, or ten-thousandths of a percent. */
export interface Units {
  /** A value as a number of units, rounded to the next of them. */
  readonly of: (value: number) => number
  readonly value: (units: number) => number
  readonly least: number
  readonly most: number
}

/** More than any amount in a bank; well within what a double holds exactly. */
const MOST_MONEY = 1e15

const PARTS_OF_PERCENT = 10_000

/** The years 1900 to 2200: no day of a customer lies further away. */
const [FIRST_DAY, LAST_DAY] = [-25_567, 84_006]

const whole = (least: number, most: number): Units => ({
  of: Math.round,
  value: (units) => units,
  least,
  most,
})

/** Null for flags and classes, whose values are tried one by one. */
export function unitsOf({ kind }: ValueType): Units | null {
  switch (kind) {
    case 'money':
      return whole(-MOST_MONEY, MOST_MONEY)
    case 'percent':
      return {
        of: (value) => Math.round(value * PARTS_OF_PERCENT),
        value: (units) => units / PARTS_OF_PERCENT,
        least: -1e10,
        most: 1e10,
      }
    case 'days':
    case 'count':
      return whole(0, MOST_INTEGER)
    case 'date':
      return whole(FIRST_DAY, LAST_DAY)
    default:
      return null
  }
}

/** So far every single value is tried: enough for counts, and for days more than a year either way. */
const NEAR = { date: 400, other: 24 } as const

/**
 * The first values to try, around `origin`: all of them nearby, ever fewer further away, and those beside what
 * the fact is compared with. Ascending, within the units.
 */
export function samplesAround(
  units: Units,
  kind: ValueType['kind'],
  origin: number,
  compared: readonly number[],
): number[] {
  const found = new Set([origin])
  const add = (unit: number) => {
    if (unit >= units.least && unit <= units.most) found.add(unit)
  }
  const near = kind === 'date' ? NEAR.date : NEAR.other
  for (let step = 1; step <= near; step += 1) {
    add(origin - step)
    add(origin + step)
  }
  for (let power = 1; power <= units.most - units.least; power *= 10) {
    for (const step of [power, 2 * power, 5 * power]) {
      add(origin - step)
      add(origin + step)
    }
  }
  for (const value of compared) {
    const unit = units.of(value)
    for (const each of [unit - 1, unit, unit + 1]) add(each)
  }
  return [...found].toSorted((left, right) => left - right)
}
