import { placesAmong } from '@branch-playbook/engine'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SIDES, sideOf, WHOLE } from '../experiment/assignment.ts'
import { assigned } from './assigned.ts'
import type { RulesRecord } from './rules-record.ts'

const BRANCHES = ['B001', 'B002', 'B003', 'B004'].map((id) => ({ id, name: id, nameEn: null }))
const COUNT = 400
const ids = Array.from({ length: COUNT }, (_none, row) => `C${row}`)

const snapshot = {
  branches: BRANCHES,
  customers: {
    count: COUNT,
    ids,
    branch: Int32Array.from(ids, (_id, row) => row % BRANCHES.length),
    adviser: new Int32Array(COUNT),
    rowOf: (id: string) => ids.indexOf(id),
    placeIn: placesAmong(ids),
  },
}

const all = BRANCHES.map(({ id }) => id)

/** A version for every branch, and perhaps a challenger in some of them. */
const record = fc
  .record({
    versions: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: all.length, maxLength: all.length }),
    experiment: fc.option(
      fc.record({
        seed: fc.string({ minLength: 1 }),
        unit: fc.constantFrom('branch' as const, 'customer' as const),
        share: fc.nat(WHOLE / 2),
        holdout: fc.nat(WHOLE / 2),
        branches: fc.option(fc.subarray(all, { minLength: 1 })),
        playbook: fc.constantFrom('retail', 'other'),
        challenger: fc.integer({ min: 1, max: 4 }),
      }),
    ),
  })
  .map(({ versions, experiment }): RulesRecord => {
    const held = [...new Set(versions)].toSorted()
    return {
      versions: held.map((version) => ({
        playbook: 'retail',
        version,
        hash: `v${version}`,
        branches: held.length === 1 ? null : all.filter((_branch, at) => versions[at] === version),
      })),
      experiments: experiment ? [{ ...experiment, id: 'trial', hash: `v${experiment.challenger}` }] : [],
    }
  })

test('every customer is decided by the version of his branch, or by the challenger if that is his side', () => {
  fc.assert(
    fc.property(record, (rules) => {
      const { versions, armOf, sideOf: sides, experimentOf } = assigned(rules, snapshot)
      const [experiment] = rules.experiments
      ids.forEach((id, row) => {
        const branch = all[row % all.length] ?? ''
        const champion = rules.versions.find((each) => each.branches?.includes(branch) ?? true)
        const concerns = experiment?.playbook === 'retail' && (experiment.branches?.includes(branch) ?? true)
        const side = concerns ? sideOf(experiment, experiment.unit === 'branch' ? branch : id) : null
        const expected = side === 'challenger' ? experiment?.challenger : champion?.version
        expect(versions[armOf[row] ?? -1]?.version).toBe(expected)
        expect(SIDES[(sides?.[row] ?? 0) - 1] ?? null).toBe(side)
        if (side !== null) expect(experimentOf?.[row]).toBe(0)
      })
    }),
  )
})

test('the versions are told once each, the one with the most customers first', () => {
  fc.assert(
    fc.property(record, (rules) => {
      const { versions, armOf } = assigned(rules, snapshot)
      expect(new Set(versions.map(({ version }) => version)).size).toBe(versions.length)
      const counts = versions.map((_version, arm) => armOf.filter((each) => each === arm).length)
      expect(counts).toEqual(counts.toSorted((left, right) => right - left))
      expect(counts).not.toContain(0)
    }),
  )
})

test('customers of a branch with numbers of its own are decided by the version with these in it, champion and challenger alike', () => {
  const overlaid = fc.tuple(record, fc.subarray(all, { minLength: 1 })).map(([rules, branches]) => ({
    ...rules,
    overlays: branches.flatMap((branch) =>
      // The last two branches set the same.
      [1, 2, 3].map((version) => ({
        branch,
        overlay: `o-${branch}`,
        playbook: 'retail',
        version,
        values: { a: 1 },
        hash: `v${version} of ${branch < 'B003' ? branch : 'the last'}`,
      })),
    ),
  }))
  fc.assert(
    fc.property(overlaid, (rules) => {
      const { versions, armOf } = assigned(rules, snapshot)
      const { overlays: _none, ...bare } = rules
      const without = assigned(bare, snapshot)
      expect(new Set(versions.map(({ hash }) => hash)).size).toBe(versions.length)
      ids.forEach((_id, row) => {
        const branch = all[row % all.length] ?? ''
        const [now, before] = [versions[armOf[row] ?? -1], without.versions[without.armOf[row] ?? -1]]
        const own = rules.overlays.find(
          (each) =>
            each.branch === branch && each.version === before?.version && before.playbook === 'retail',
        )
        expect(now).toEqual({
          ...before,
          values: own?.values ?? null,
          hash: own?.hash ?? before?.hash,
        })
      })
    }),
  )
})
