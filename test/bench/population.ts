import {
  type Column,
  type Day,
  encode,
  factsOf,
  newPopulation,
  type Plan,
  type Population,
  type ValueType,
} from '@branch-playbook/engine'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** A made-up population, the same for the same seed: skewed amounts, missing values, one adviser per 300. */
export interface Crowd extends Population {
  readonly adviserOf: Int32Array
  readonly minutes: Int32Array
}

const CUSTOMERS_PER_ADVISER = 300
const MINUTES_PER_DAY = 240

/** Shares of customers who hold a product, and of those whose fact is missing. */
const HOLDERS = 0.3
const MISSING = 0.05

export function crowd(plan: Plan, count: number, asOf: Day, seed: number): Crowd {
  const generator = xoroshiro128plus(seed)
  const random = () => (generator.next() >>> 0) / 0x1_0000_0000
  const missing = new Set(
    plan.playbook.facts.filter((fact) => fact.missing === 'possible').map(({ name }) => name),
  )
  const population = newPopulation(factsOf(plan), count)
  for (const [name, type] of factsOf(plan)) {
    const column = population.columns.get(name)
    const absent = encode(type, null)
    const share = missing.has(name) ? MISSING : 0
    if (column) fill(column, () => (random() < share ? absent : draw(type, asOf, random)))
  }
  const advisers = Math.max(1, Math.floor(count / CUSTOMERS_PER_ADVISER))
  const adviserOf = Int32Array.from({ length: count }, () => Math.floor(random() * advisers))
  return {
    ...population,
    adviserOf,
    minutes: new Int32Array(advisers).fill(MINUTES_PER_DAY),
  }
}

function fill(column: Column, draw: () => number): void {
  for (let at = 0; at < column.length; at += 1) column[at] = draw()
}

function draw(type: ValueType, asOf: Day, random: () => number): number {
  switch (type.kind) {
    case 'money':
      // A long tail of up to a few million in the minor unit's hundredfold.
      return random() < HOLDERS ? Math.floor(200_000 * (1 / (1 - random()) ** 1.1)) : 0
    case 'percent':
      return Math.floor(random() * 1_000_000) / 10_000
    case 'date':
      return asOf - Math.floor(random() * 150) + 20
    case 'days':
    case 'count':
      return Math.floor(random() ** 4 * 12)
    case 'flag':
      return random() < 0.03 ? 2 : 1
    case 'class':
      return 1 + Math.floor(random() * type.values.length)
  }
}

/** What a column takes in memory, and the least work of reading it: the sum of all its numbers. */
export function scan({ columns, count }: Population): number {
  let total = 0
  for (const column of columns.values()) total += sum(column, count)
  return total
}

/** One function for each kind of array, so that each is compiled for its own. */
function sum(column: Column, count: number): number {
  if (column instanceof Float64Array) return sumDoubles(column, count)
  return column instanceof Int32Array ? sumIntegers(column, count) : sumCodes(column, count)
}

function sumDoubles(column: Float64Array, count: number): number {
  let total = 0
  for (let at = 0; at < count; at += 1) total += column[at] ?? 0
  return total
}

function sumIntegers(column: Int32Array, count: number): number {
  let total = 0
  for (let at = 0; at < count; at += 1) total = (total + (column[at] ?? 0)) | 0
  return total
}

function sumCodes(column: Uint8Array, count: number): number {
  let total = 0
  for (let at = 0; at < count; at += 1) total = (total + (column[at] ?? 0)) | 0
  return total
}
