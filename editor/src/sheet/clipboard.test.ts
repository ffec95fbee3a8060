import { expect, test } from 'vitest'
import { readTabbed, writeTabbed } from './clipboard.ts'

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
