import { expect, test } from 'vitest'
import { longestText } from './longest-text.ts'

test('The longest text is found wherever it stands', () => {
  const document = { id: 'a', nodes: [{ note: { en: 'short' } }, { note: { en: 'rather long' } }], weight: 2 }
  expect(longestText(document)).toEqual({ path: ['nodes', 1, 'note', 'en'], length: 11 })
  expect(longestText(null)).toEqual({ path: [], length: 0 })
})
