import { type Day, yearOf } from './days.ts'
import { maskedPhone, nameOf } from './names.ts'
import type { Random } from './random.ts'

type Living = 'employed' | 'self_employed' | 'retired' | 'student' | 'at_home'

/** What the rest of a customer's data is drawn from. Amounts in yuan. */
export interface Person {
  readonly name: string
  readonly birth: Day
  readonly age: number
  readonly living: Living
  readonly phone: string | null
  /** All he has with this bank, debts aside. */
  readonly wealth: number
  /** A month's pay, pension or takings. */
  readonly income: number
  /** How many payments of his own he makes in a month. */
  readonly payments: number
  readonly since: Day
}

/** Draws a customer of the bank on a day. */
export function drawPerson(random: Random, asOf: Day): Person {
  const living = random.weighted<Living>([
    ['employed', 50],
    ['retired', 22],
    ['self_employed', 13],
    ['at_home', 9],
    ['student', 6],
  ])
  const age = ageOf(random, living)
  const birth = asOf - Math.floor(age * 365.25) - random.whole(0, 364)
  const wealth = Math.min(wealthOf(random, living, age), 200_000_000)
  const income = random.logNormal(
    { employed: 7_800, self_employed: 15_000, retired: 4_100, student: 900, at_home: 1_500 }[living],
    0.45,
  )
  // One in five keeps an account here and lives from another bank's.
  const dormant = random.chance(0.2)
  return {
    name: nameOf(random, yearOf(birth)),
    birth,
    age,
    living,
    phone: random.chance(0.02) ? null : maskedPhone(random),
    wealth,
    income,
    payments: dormant
      ? random.chance(0.5)
        ? 0
        : 0.15
      : random.logNormal(living === 'retired' ? 2.2 : 4.5, 0.6),
    since: asOf - random.whole(30, Math.min(25, Math.max(1, age - 16)) * 365),
  }
}

function ageOf(random: Random, living: Living): number {
  switch (living) {
    case 'student':
      return random.whole(18, 24)
    case 'retired':
      return random.whole(56, 88)
    default:
      return Math.round(Math.min(64, Math.max(22, 41 + 11 * random.normal())))
  }
}

function wealthOf(random: Random, living: Living, age: number): number {
  if (living === 'student') return random.logNormal(2_500, 1.1)
  const byAge = age < 30 ? 0.4 : age < 45 ? 0.9 : age < 60 ? 1.25 : 1.35
  const byLiving = living === 'self_employed' ? 1.7 : living === 'at_home' ? 0.8 : 1
  return random.logNormal(84_000 * byAge * byLiving, 1.95)
}
