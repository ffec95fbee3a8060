import { expect, test } from 'vitest'
import { advanced, extended, jumped, only, selectionOf } from './selection.ts'

const SIZE = { rows: 6, columns: 3 }
const at = (row: number, column: number) => ({ row, column })

test('Ctrl and an arrow lead to the end of a run, over empty cells to the next one, and to the edge', () => {
  const filledRows = new Set([0, 1, 4])
  const isEmpty = ({ row }: { row: number }) => !filledRows.has(row)
  expect(jumped(at(0, 0), 'down', SIZE, isEmpty)).toEqual(at(1, 0))
  expect(jumped(at(1, 0), 'down', SIZE, isEmpty)).toEqual(at(4, 0))
  expect(jumped(at(4, 0), 'down', SIZE, isEmpty)).toEqual(at(5, 0))
  expect(jumped(at(5, 0), 'down', SIZE, isEmpty)).toEqual(at(5, 0))
})

test('Enter and Tab go round in what is selected, and on from a single cell', () => {
  const range = selectionOf({ top: 1, bottom: 2, left: 0, right: 1 })
  const places = [1, 2, 3, 4].reduce(
    (seen) => [...seen, advanced(seen.at(-1) ?? range, 'down', SIZE)],
    [range],
  )
  expect(places.map(({ active }) => active)).toEqual([at(1, 0), at(2, 0), at(1, 1), at(2, 1), at(1, 0)])
  expect(advanced(range, 'left', SIZE).active).toEqual(at(2, 1))
  expect(advanced(only(at(0, 0)), 'right', SIZE)).toEqual(only(at(0, 1)))
  expect(advanced(extended(only(at(0, 0)), at(0, 1)), 'right', SIZE).end).toEqual(at(0, 1))
})
