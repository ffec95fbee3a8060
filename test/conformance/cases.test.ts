import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { caseSchema } from './case/case.ts'
import { readCases } from './case/read-cases.ts'
import { runCase } from './case/run-case.ts'

const cases = await readCases(fileURLToPath(new URL('cases', import.meta.url)))

describe('conformance cases', () => {
  test.each(cases)('$where', async ({ read }) => {
    expect(read.ok ? await runCase(read.case) : [read.why]).toEqual([])
  })
})

test('the cases that the documentation shows come out as it says', async () => {
  const page = await readFile(new URL('../../docs/conformance.md', import.meta.url), 'utf8')
  const shown = [...page.matchAll(/```json\n(.*?)```/gs)].map(([, text = '']) => JSON.parse(text))
  expect(shown).toHaveLength(2)
  for (const each of shown) expect(await runCase(caseSchema.parse(each))).toEqual([])
})

describe('a directory of cases from elsewhere', () => {
  const table = {
    hitPolicy: 'first',
    inputs: ['constructor'],
    outputs: [{ id: 'x', type: 'count' }],
    rows: [{ when: ['missing'], then: [1] }],
  }
  const rules = {
    conditions: { all: [{ fact: 'age', operator: 'lessThan', value: 'old' }] },
    event: { type: 'e' },
  }
  let directory = ''
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'cases-'))
    await mkdir(join(directory, 'inner.json'))
    await symlink(join(directory, 'nowhere'), join(directory, 'link.json'))
    await writeFile(join(directory, 'binary.json'), new Uint8Array([0, 255, 128, 91]))
    const customers: Record<string, number>[] = [{}, { constructor: 2 }]
    const good = { name: 'good', table, customers, expected: [1, null] }
    await writeFile(join(directory, 'inner.json', 'good.json'), JSON.stringify(good))
    const kinds = { name: 'other kinds', rules, customers: [{ age: 5 }], expected: [[]] }
    await writeFile(join(directory, 'kinds.json'), JSON.stringify(kinds))
  })
  afterAll(() => rm(directory, { recursive: true }))

  test('may hold what cannot be read: that fails, and the others are decided', async () => {
    const read = await readCases(directory)
    expect(read.map(({ where, read: { ok } }) => [where, ok])).toEqual([
      ['binary.json', false],
      [join('inner.json', 'good.json 1: good'), true],
      ['kinds.json 1: other kinds', true],
      ['link.json', false],
    ])
    const found = await Promise.all(read.map(async (each) => (each.read.ok ? runCase(each.read.case) : [])))
    expect(found[1]).toEqual([])
    // A number is not put in order with a text, and that is said rather than what the import made of it.
    expect(found[2]?.join()).toContain('/conditions/all/0/value')
  })
})
