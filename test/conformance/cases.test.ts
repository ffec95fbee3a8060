import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { readCases } from './case/read-cases.ts'
import { runCase } from './case/run-case.ts'

const cases = await readCases(fileURLToPath(new URL('cases', import.meta.url)))

describe('conformance cases', () => {
  test.each(cases)('$where', async ({ read }) => {
    expect(read.ok ? await runCase(read.case) : [read.why]).toEqual([])
  })
})
