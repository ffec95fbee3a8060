import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { feedDocumentation } from './documentation.ts'

test('docs/feeds.md says what the definitions say (npm run -s bank -- document-feeds)', () => {
  const written = readFileSync(new URL('../../../docs/feeds.md', import.meta.url), 'utf8')
  expect(written).toBe(feedDocumentation())
})
