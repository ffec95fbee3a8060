import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Activation, activationAt, inForce } from './activations.ts'

const BRANCHES = ['B001', 'B002', 'B003']
const DAYS = ['2026-03-09', '2026-03-10', '2026-03-11', '2026-03-12']

const activations = fc
  .array(
    fc.record({
      version: fc.integer({ min: 1, max: 4 }),
      validFrom: fc.constantFrom(...DAYS),
      branches: fc.option(fc.subarray(BRANCHES, { minLength: 1 })),
      withdrawn: fc.boolean(),
    }),
    { maxLength: 8 },
  )
  .map((made) =>
    made.map((each, at): Activation => {
      return { ...each, number: at + 1, playbook: 'retail', by: 'approver', at: '', reason: '' }
    }),
  )

const day = fc.constantFrom(...DAYS)

test('what is in force in a branch on a day does not depend on the order of rows', () => {
  fc.assert(
    fc.property(
      activations.chain((all) =>
        fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
      ),
      day,
      ([all, shuffled], at) => {
        expect(inForce(shuffled, BRANCHES, at)).toEqual(inForce(all, BRANCHES, at))
      },
    ),
  )
})

test('what is in force has begun, holds in the branch, was not taken back, and nothing later has begun there', () => {
  fc.assert(
    fc.property(activations, day, fc.constantFrom(...BRANCHES), (all, at, branch) => {
      const found = activationAt(all, branch, at)
      const begun = all.filter(
        (each) => !each.withdrawn && each.validFrom <= at && (each.branches?.includes(branch) ?? true),
      )
      expect(found === null).toBe(begun.length === 0)
      if (!found) return
      expect(begun).toContain(found)
      for (const each of begun) {
        const later = each.validFrom > found.validFrom
        const overtakes = each.validFrom === found.validFrom && each.number > found.number
        expect(later || overtakes).toBe(false)
      }
    }),
  )
})

test('an activation of some branches leaves the others as they are', () => {
  fc.assert(
    fc.property(activations, fc.subarray(BRANCHES, { minLength: 1 }), day, (all, branches, at) => {
      const next: Activation = {
        number: all.length + 1,
        playbook: 'retail',
        version: 9,
        by: 'approver',
        at: '',
        validFrom: at,
        branches,
        reason: '',
        withdrawn: false,
      }
      for (const branch of BRANCHES) {
        const found = activationAt([...all, next], branch, at)
        expect(found).toBe(branches.includes(branch) ? next : activationAt(all, branch, at))
      }
    }),
  )
})
