import fc from 'fast-check'
import { expect, test } from 'vitest'
import { byUrgency, isLate } from './course.ts'

const CLOCK = { now: '2026-03-11T08:00:00.000Z', day: '2026-03-11' }
const by = (due: Partial<Parameters<typeof isLate>[1]>) => ({ at: null, day: null, ...due })

test('An enquiry is late from its moment on, or once its day is over, and only while nobody has answered it', () => {
  const cases = [
    [by({ at: '2026-03-11T08:00:00.001Z' }), false],
    [by({ at: CLOCK.now }), true],
    [by({ day: CLOCK.day }), false],
    [by({ day: '2026-03-10' }), true],
    [by({}), false],
  ] as const
  for (const [due, late] of cases) {
    for (const state of ['open', 'taken'] as const) expect(isLate(state, due, CLOCK)).toBe(late)
    for (const state of ['answered', 'closed'] as const) expect(isLate(state, due, CLOCK)).toBe(false)
  }
})

const urgent = fc.record({
  late: fc.boolean(),
  number: fc.nat(),
  due: fc.oneof(
    fc.record({
      at: fc.constantFrom('2026-03-11T08:00:00.000Z', '2026-03-11T09:00:00.000Z'),
      day: fc.constant(null),
    }),
    fc.record({ at: fc.constant(null), day: fc.constantFrom('2026-03-11', '2026-03-12', null) }),
  ),
})

test('What is late goes first, then moments, then days, then what has no deadline', () => {
  const keyOf = ({ late, due, number }: Parameters<typeof byUrgency>[0]) =>
    `${late ? 0 : 1} ${due.at ?? '9'} ${due.day ?? '9'} ${String(number).padStart(12, '0')}`
  fc.assert(
    fc.property(fc.array(urgent), (all) => {
      const keys = all.toSorted(byUrgency).map(keyOf)
      expect(keys).toEqual(keys.toSorted())
    }),
  )
})
