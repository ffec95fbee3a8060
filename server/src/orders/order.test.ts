import fc from 'fast-check'
import { expect, test } from 'vitest'
import { afterReport, type Order, REPORTED, type Reported } from './order.ts'

type Stand = Pick<Order, 'state' | 'cancel'>
const PLACED: Stand = { state: 'handed_over', cancel: null }
const ASKED: Stand = { state: 'handed_over', cancel: 'asked' }

function after(stand: Stand, said: readonly Reported[]): Stand {
  let now = stand
  for (const each of said) {
    const then = afterReport(now, each)
    if (then.is === 'change') now = { ...now, ...then.to }
  }
  return now
}

/** What an honest core says of one order, in the order in which it does. */
const STORIES: readonly (readonly [Stand, readonly Reported[]])[] = [
  [PLACED, ['accepted', 'settled']],
  [PLACED, ['accepted', 'rejected']],
  [PLACED, ['rejected']],
  [ASKED, ['accepted', 'settled', 'cancelled']],
  [ASKED, ['accepted', 'cancelled']],
  [ASKED, ['accepted', 'settled', 'cancel_refused']],
  [ASKED, ['rejected', 'cancel_refused']],
]

test('What the core says ends an order the same in whatever order and however often it comes', () => {
  for (const [stand, story] of STORIES) {
    const end = after(stand, story)
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...story)),
        fc.shuffledSubarray([...story], { minLength: story.length }),
        (more, told) => {
          expect(after(stand, [...told, ...more])).toEqual(end)
        },
      ),
    )
  }
})

test('An order that has ended stays so, and one that settled is undone only for who asked', () => {
  for (const state of ['rejected', 'cancelled'] as const)
    for (const said of REPORTED)
      expect(after({ state, cancel: 'asked' }, [said]).state, `${said} after ${state}`).toBe(state)
  expect(afterReport({ state: 'settled', cancel: null }, 'cancelled').is).toBe('contradiction')
  expect(afterReport({ state: 'settled', cancel: null }, 'rejected').is).toBe('contradiction')
  expect(afterReport({ state: 'rejected', cancel: null }, 'settled').is).toBe('contradiction')
  expect(afterReport({ state: 'settled', cancel: null }, 'cancel_refused').is).toBe('contradiction')
})
