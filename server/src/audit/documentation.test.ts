import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { AUDIT_ACTIONS } from './entry.ts'
import { commitmentTo, entryHash } from './entry-hash.ts'
import { FAULTS } from './fault.ts'

const page = readFileSync(new URL('../../../docs/audit.md', import.meta.url), 'utf8')
const blocks = [...page.matchAll(/```(?:jsonl|text)\n(.+?)```/gs)].map(([, text = '']) => text.trimEnd())
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

test('the worked example of docs/audit.md is what the log does', () => {
  const [log = '', hashed = '', committed = ''] = blocks
  const [first, second] = log.split('\n').map((line) => JSON.parse(line))
  expect(entryHash(first)).toBe(first.hash)
  expect(entryHash(second)).toBe(second.hash)
  expect(second.previous).toBe(first.hash)
  // As somebody would do who only has the page.
  expect(sha256(hashed)).toBe(second.hash)
  expect(JSON.parse(second.commitments)).toEqual([sha256(committed)])
  const [salt, customer, text] = JSON.parse(committed)
  expect(commitmentTo({ salt, customer, text })).toBe(sha256(committed))
})

test('docs/audit.md names every fault, and only actions that there are', () => {
  for (const fault of FAULTS) expect(page).toContain(`\`${fault}\``)
  for (const [, action = ''] of page.matchAll(/`((?:customer|version|snapshot|log)\.[a-z_]+)`/g))
    expect(AUDIT_ACTIONS).toContain(action)
})
