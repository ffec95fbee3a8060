import { expect, test } from 'vitest'
import { readTabbed as read, writeTabbed } from './clipboard.ts'

const readTabbed = (text: string) => read(text, 100)

test('Cells go through the clipboard of a spreadsheet and come back', () => {
  const block = [
    ['A', '>= 5', 'two\nlines'],
    ['"A", "B"', 'a\ttab', '"quoted"'],
    ['', '-', 'he said "no"'],
  ]
  expect(readTabbed(writeTabbed(block))).toEqual(block)
})

test('A row ends with the line, in whichever way a system ends lines, and the last end begins no row', () => {
  expect(readTabbed('a\tb\r\nc\td\r\n')).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ])
  expect(readTabbed('a\n\nb')).toEqual([['a'], [''], ['b']])
  expect(readTabbed('')).toEqual([['']])
})

test('A quotation mark that is never closed is text', () => {
  expect(readTabbed('"open\tnext')).toEqual([['"open', 'next']])
})

test('A cell of forty million characters is read at once, quoted or not, and more cells than a table has are not', () => {
  const long = 'x'.repeat(40_000_000)
  expect(readTabbed(`"${long}"\tb`)?.[0]?.map(({ length }) => length)).toEqual([long.length, 1])
  expect(readTabbed(`"${long}`)?.[0]?.[0]).toHaveLength(long.length + 1)
  expect(readTabbed('"'.repeat(5_000_000))?.[0]?.[0]).toHaveLength(2_499_999)
  expect(readTabbed('\n'.repeat(101))).toBeNull()
  expect(readTabbed('\t'.repeat(100))).toBeNull()
  expect(readTabbed('\t'.repeat(99))?.[0]).toHaveLength(100)
})
