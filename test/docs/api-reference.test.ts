import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { API_REFERENCE, apiReference } from './api-reference.ts'

test('the API reference says what the engine’s types and docstrings say (npm run docs)', async () => {
  for (const [page, text] of await apiReference()) {
    expect(await readFile(join(API_REFERENCE, page), 'utf8'), page).toBe(text)
  }
})
