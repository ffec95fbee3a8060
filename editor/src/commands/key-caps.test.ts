import { expect, test } from 'vitest'
import { keyCaps } from './key-caps.ts'

test('Keys are written as they are on the keyboard at hand', () => {
  expect(keyCaps('mod+shift+Z', false)).toEqual(['Ctrl', 'Shift', 'Z'])
  expect(keyCaps('mod+shift+Z', true)).toEqual(['⌘', '⇧', 'Z'])
  expect(keyCaps('alt+ArrowUp', false)).toEqual(['Alt', '↑'])
})

test('Shift is no key of its own where it only makes another sign', () => {
  expect(keyCaps('shift+?', false)).toEqual(['?'])
})
