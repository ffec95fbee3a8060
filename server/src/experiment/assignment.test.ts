import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { placeOf, sideAt, sideOf, WHOLE } from './assignment.ts'
import { placesOf } from './places.ts'

const CUSTOMERS = Array.from({ length: 20_000 }, (_none, at) => `C${at}`)

/** The share of units on the challenger's side may differ from the share asked for by so many standard deviations. */
const MOST_DEVIATIONS = 4.5

const shares = fc.tuple(fc.nat(WHOLE), fc.nat(WHOLE)).map(([one, two]) => ({
  share: Math.min(one, two),
  holdout: WHOLE - Math.max(one, two),
}))

const challengers = (seed: string, share: number): Set<string> =>
  new Set(CUSTOMERS.filter((unit) => sideOf({ seed, share, holdout: 0 }, unit) === 'challenger'))

test('the place of a unit is what anybody computes with sha256sum', () => {
  const digest = createHash('sha256').update('spring:C000017', 'utf8').digest('hex')
  expect(placeOf('spring', 'C000017')).toBe(Number(`0x${digest.slice(0, 8)}`) % 10_000)
})

test('the challenger has the places below its share, the holdout those from the other end', () => {
  const sides = [0, 2_499, 2_500, 8_999, 9_000, 9_999].map((place) =>
    sideAt({ share: 2_500, holdout: 1_000 }, place),
  )
  expect(sides).toEqual(['challenger', 'challenger', 'champion', 'champion', 'holdout', 'holdout'])
})

test('a share that grows only adds units to the challenger, and none of the holdout', () => {
  fc.assert(
    fc.property(shares, fc.nat(WHOLE), fc.nat(WHOLE - 1), (before, more, place) => {
      const after = { ...before, share: Math.min(before.share + more, WHOLE - before.holdout) }
      const [was, is] = [sideAt(before, place), sideAt(after, place)]
      if (was !== 'champion') expect(is).toBe(was)
      else expect(is).not.toBe('holdout')
    }),
  )
})

test('a unit keeps its place whoever joins or leaves', () => {
  fc.assert(
    fc.property(fc.string(), fc.subarray(CUSTOMERS.slice(0, 200)), (seed, some) => {
      const places = placesOf(seed, some)
      expect([...places]).toEqual(some.map((unit) => placeOf(seed, unit)))
    }),
  )
})

test('the share that was asked for has the challenger, within what chance allows', () => {
  for (const seed of ['spring', 'autumn', '42', '試']) {
    for (const share of [100, 1_000, 2_500, 5_000, 9_000]) {
      const part = share / WHOLE
      const deviation = Math.sqrt(CUSTOMERS.length * part * (1 - part))
      const found = challengers(seed, share).size
      expect(Math.abs(found - CUSTOMERS.length * part)).toBeLessThan(MOST_DEVIATIONS * deviation)
    }
  }
})

test('with another seed others have the challenger, as if drawn anew', () => {
  const part = 0.3
  const [first, second] = [challengers('spring', part * WHOLE), challengers('autumn', part * WHOLE)]
  const both = [...first].filter((unit) => second.has(unit)).length
  const deviation = Math.sqrt(CUSTOMERS.length * part ** 2 * (1 - part ** 2))
  expect(Math.abs(both - CUSTOMERS.length * part ** 2)).toBeLessThan(MOST_DEVIATIONS * deviation)
})
