import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Maybe, ValueType } from '../values/value-type.ts'
import { analyse, type Grid } from './boxes.ts'
import { admits, choices, numbers, pick, type Region, regionOfType } from './region.ts'

/** Figures of few values, and the regions that tests of them admit. */
const MONEY: ValueType = { kind: 'money' }
const CLASS: ValueType = { kind: 'class', values: ['A', 'B', 'C'] }
const closed = (least: number, most: number) => ({ least, most, leastOpen: false, mostOpen: false })
const SMALL = numbers(MONEY, [closed(1, 6)])
const SMALL_OR_MISSING = numbers(MONEY, [closed(1, 6)], true)

interface Column {
  readonly everything: Region
  readonly values: readonly Maybe[]
  readonly cell: fc.Arbitrary<Region>
}

const span = fc
  .tuple(fc.integer({ min: 0, max: 7 }), fc.integer({ min: 0, max: 4 }), fc.boolean())
  .map(([least, width, missing]) => numbers(MONEY, [closed(least, least + width)], missing))

const NUMBERS: Column = { everything: SMALL, values: [1, 2, 3, 4, 5, 6], cell: span }
const MAYBE: Column = { ...NUMBERS, everything: SMALL_OR_MISSING, values: [null, 1, 2, 3, 4, 5, 6] }
const CLASSES: Column = {
  everything: regionOfType(CLASS, true),
  values: [null, 'A', 'B', 'C'],
  cell: fc.tuple(fc.subarray(['A', 'B', 'C']), fc.boolean()).map(([of, missing]) => choices(of, missing)),
}

const grids = fc
  .array(fc.constantFrom(NUMBERS, MAYBE, CLASSES), { minLength: 1, maxLength: 3 })
  .chain((columns) => {
    const cells = columns.map(({ everything, cell }) =>
      fc.oneof({ weight: 1, arbitrary: fc.constant(everything) }, { weight: 2, arbitrary: cell }),
    )
    const rows = fc.array(fc.tuple(...cells), { minLength: 1, maxLength: 12 })
    return rows.map((each) => ({
      columns,
      grid: { everything: columns.map((column) => column.everything), rows: each },
    }))
  })

/** All customers there are, as far as the columns go. */
const points = (columns: readonly Column[]): Maybe[][] =>
  columns.reduce<Maybe[][]>(
    (sofar, { values }) => sofar.flatMap((point) => values.map((value) => [...point, value])),
    [[]],
  )

const applies = (row: readonly Region[], point: readonly Maybe[]): boolean =>
  row.every((region, column) => admits(region, point[column] ?? null))

describe('the analysis of rows', () => {
  it('finds the overlaps that there are, and no others', () => {
    fc.assert(
      fc.property(grids, ({ columns, grid }) => {
        const analysis = analyse(grid)
        const all = points(columns)
        for (const [one, left] of grid.rows.entries()) {
          for (const [other, right] of grid.rows.entries()) {
            const shared = all.filter((point) => applies(left, point) && applies(right, point))
            expect(analysis.overlaps(one, other)).toBe(shared.length > 0)
            if (shared.length === 0) continue
            const both = analysis.overlap(one, other)
            expect(all.filter((point) => applies(both, point))).toEqual(shared)
          }
        }
      }),
    )
  })

  it('finds every gap: parts that no row covers, until nothing is left, each as wide as can be', () => {
    fc.assert(
      fc.property(grids, ({ columns, grid }) => {
        const analysis = analyse(grid)
        let left = points(columns).filter((point) => !grid.rows.some((row) => applies(row, point)))
        for (let gap = analysis.nextGap(); gap !== null; gap = analysis.nextGap()) {
          const box: readonly Region[] = gap === 'unknown' ? [] : gap
          expect(gap).not.toBe('unknown')
          const inside = points(columns).filter((point) => applies(box, point))
          // It is new, it is no false alarm, and to widen it in any column would be one.
          expect(inside.length).toBeGreaterThan(0)
          expect(
            inside.every((point) => left.includes(point) || left.some((other) => same(point, other))),
          ).toBe(true)
          const before = left.length
          left = left.filter((point) => !applies(box, point))
          expect(left.length).toBe(before - inside.length)
          expect(
            applies(
              box,
              box.map((region) => pick(region)),
            ),
          ).toBe(true)
        }
        expect(left).toEqual([])
      }),
    )
  })

  it('finds the rows that earlier ones leave nothing, and says which does alone', () => {
    fc.assert(
      fc.property(grids, fc.boolean(), ({ columns, grid }, reversed) => {
        const places = [...grid.rows.keys()]
        const order = reversed ? places.toReversed() : places
        const shadowed = analyse(grid).shadowed(order)
        const all = points(columns)
        for (const [at, row] of order.entries()) {
          const covered = all.filter((point) => applies(grid.rows[row] ?? [], point))
          const earlier = order.slice(0, at).map((each) => grid.rows[each] ?? [])
          const isShadowed =
            covered.length > 0 && covered.every((point) => earlier.some((each) => applies(each, point)))
          const finding = shadowed.find((each) => each.row === row)
          expect(finding !== undefined).toBe(isShadowed)
          if (typeof finding?.by === 'number') {
            const alone = grid.rows[finding.by] ?? []
            expect(covered.every((point) => applies(alone, point))).toBe(true)
          }
        }
      }),
    )
  })

  it('says which column of a row nothing can pass', () => {
    const grid: Grid = {
      everything: [SMALL, regionOfType(CLASS, false)],
      rows: [
        [numbers(MONEY, [closed(7, 9)]), choices(['A'])],
        [SMALL, choices([], true)],
        [SMALL, choices(['C'])],
      ],
    }
    const analysis = analyse(grid)
    expect([0, 1, 2].map((row) => analysis.impossible(row))).toEqual([0, 1, null])
    expect(analysis.shadowed([0, 1, 2])).toEqual([])
  })
})

const same = (one: readonly Maybe[], other: readonly Maybe[]): boolean =>
  one.every((value, at) => value === other[at])

describe('the analysis of many rows', () => {
  const cell = (at: number) => numbers(MONEY, [closed(at * 10, at * 10 + 9)])
  const everything = (columns: number, most: number) =>
    Array.from({ length: columns }, () => numbers(MONEY, [closed(0, most)]))
  const lower = numbers(MONEY, [closed(0, 4)])
  const upper = numbers(MONEY, [closed(5, 9)])

  it('sees that a board of a thousand cells is whole, and which cell of it is not there', () => {
    const rows = Array.from({ length: 1024 }, (_, at) => [cell(at % 32), cell(Math.floor(at / 32))])
    const space = everything(2, 319)
    expect(analyse({ everything: space, rows }).nextGap()).toBeNull()
    const holed = analyse({ everything: space, rows: rows.filter((_, at) => at !== 500) })
    expect(holed.nextGap()).toEqual([cell(500 % 32), cell(Math.floor(500 / 32))])
    expect(holed.nextGap()).toBeNull()
  })

  it('finds gaps in a chequered board, of two colours and of ten dimensions', () => {
    const black = Array.from({ length: 1024 }, (_, at) => [at % 32, Math.floor(at / 32)] as const)
      .filter(([x, y]) => (x + y) % 2 === 0)
      .map(([x, y]) => [cell(x), cell(y)])
    expect(analyse({ everything: everything(2, 319), rows: black }).nextGap()).toHaveLength(2)
    const odd = Array.from({ length: 1024 }, (_, at) =>
      Array.from({ length: 10 }, (_, column) => (Math.floor(at / 2 ** column) % 2 === 1 ? upper : lower)),
    ).filter((row) => row.filter((region) => region === upper).length % 2 === 1)
    const gap = analyse({ everything: everything(10, 9), rows: odd }).nextGap()
    expect(gap).not.toBe('unknown')
    expect(odd).not.toContainEqual(gap)
  })

  it('says that it does not know, in bounded work, where rows ask for all of propositional logic', () => {
    // Rows of three tests out of sixty, at the density at which it is hardest to say whether they cover everything.
    let seed = 7
    const below = (most: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31
      return seed % most
    }
    const all = everything(60, 9)
    const rows = Array.from({ length: 360 }, () => {
      const row = [...all]
      for (let test = 0; test < 3; test += 1) row[below(60)] = below(2) === 0 ? lower : upper
      return row
    })
    const analysis = analyse({ everything: all, rows }, 20_000)
    expect(analysis.nextGap()).toBe('unknown')
    const order = rows.map((_, at) => at)
    expect(analysis.shadowed(order).some(({ by }) => by === 'unknown')).toBe(true)
  })
})

/** A long table: a stretch of the first figure for each row, and from where on it takes each of the others. */
const longGrid = (ends: 'open' | 'closed'): Grid => {
  const [rows, columns] = [1000, 10]
  const everything = Array.from({ length: columns }, () => regionOfType(MONEY, false))
  const least = (row: number) => (ends === 'open' && row === 0 ? Number.NEGATIVE_INFINITY : row * 100)
  const most = (row: number) =>
    ends === 'open' && row === rows - 1 ? Number.POSITIVE_INFINITY : row * 100 + 99
  const from = (row: number, column: number): Region =>
    ends === 'open'
      ? regionOfType(MONEY, false)
      : numbers(MONEY, [
          { ...closed((row * 7 + column * 13) % 50, Number.POSITIVE_INFINITY), mostOpen: true },
        ])
  return {
    everything,
    rows: Array.from({ length: rows }, (_, row) =>
      everything.map((_, column) =>
        column === 0
          ? numbers(MONEY, [
              {
                ...closed(least(row), most(row)),
                leastOpen: least(row) === Number.NEGATIVE_INFINITY,
                mostOpen: most(row) === Number.POSITIVE_INFINITY,
              },
            ])
          : from(row, column),
      ),
    ),
  }
}

describe('the analysis of a thousand rows', () => {
  it('finds that they leave nobody out', () => {
    expect(analyse(longGrid('open')).nextGap()).toBeNull()
  })

  it('finds whom they leave out', () => {
    const grid = longGrid('closed')
    const gap = analyse(grid).nextGap()
    expect(gap).not.toBe('unknown')
    const point = Array.isArray(gap) ? gap.map(pick) : []
    expect(point).toHaveLength(10)
    expect(grid.rows.filter((row) => applies(row, point))).toEqual([])
  })
})
