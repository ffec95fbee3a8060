import { expect, test } from 'vitest'
import { productPlaybook, spring } from '../testing/product-bank.ts'
import { planOf } from '../testing/small-bank.ts'
import { holdoutPlace, holdoutsOf, placesAmong } from './holdout.ts'

const customers = Array.from({ length: 20_000 }, (_, at) => `C${String(at).padStart(7, '0')}`)
const playbook = productPlaybook()
const heldOutBy = (holdout: number | undefined, id = 'spring') => {
  const node = holdout === undefined ? { ...spring, id } : { ...spring, id, holdout }
  const plan = planOf(productPlaybook(node))
  const isOut = holdoutsOf(plan, placesAmong(customers))
  return isOut && customers.map((_, at) => isOut(at, id))
}

test('The place of a customer is what sha256sum says', () => {
  // printf bank:spring:C0000042 | sha256sum
  expect(holdoutPlace('bank', 'spring', 'C0000042')).toBe(0x221ff415 % 10_000)
})

test('Nobody is held out of a campaign that says nothing of it', () => {
  expect(heldOutBy(undefined)).toBe(null)
})

test('So many are held out as the campaign says, and a larger share holds out the same and others', () => {
  const shares = [0.01, 1, 10, 33.33, 50]
  const held = shares.map((share) => heldOutBy(share) ?? expect.fail())
  held.forEach((flags, at) => {
    const count = flags.filter(Boolean).length
    const expected = ((shares[at] ?? 0) / 100) * customers.length
    // Five standard deviations of a draw.
    expect(Math.abs(count - expected)).toBeLessThan(5 * Math.sqrt(expected) + 1)
    const larger = held[at + 1]
    expect(flags.filter((isOut, customer) => isOut && larger?.[customer] === false)).toEqual([])
  })
})

test('A version has no part in it, and another campaign draws others', () => {
  const plan = planOf({ ...productPlaybook({ ...spring, holdout: 10, minutes: 7, until: '2026-04-30' }) })
  const later = holdoutsOf(plan, placesAmong([...customers]))
  const first = heldOutBy(10) ?? expect.fail()
  expect(customers.map((_, at) => later?.(at, 'spring'))).toEqual(first)
  const both = customers.filter(
    (customer, at) => first[at] && holdoutPlace(playbook.id, 'autumn', customer) < 1000,
  ).length
  expect(Math.abs(both - customers.length / 100)).toBeLessThan(5 * Math.sqrt(customers.length / 100))
})
