import { readPlaybookText } from '@branch-playbook/playbooks'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { proofread } from './proofread.ts'

const documentSchema = z.looseObject({
  invariants: z.array(z.unknown()),
  tests: z.array(z.looseObject({ expect: z.record(z.string(), z.unknown()) })),
})

let shipped: z.infer<typeof documentSchema>

beforeAll(async () => {
  const text = await readPlaybookText('retail')
  if (text.ok) shipped = documentSchema.parse(JSON.parse(text.value))
})

const claiming = (claim: unknown) =>
  JSON.stringify({
    ...shipped,
    invariants: [{ id: 'claimed', name: { 'zh-CN': '声明', en: 'Claimed' }, claim }],
  })

test('The evidence of a playbook: how many of its tests pass, what is proven of it, and how many warnings', async () => {
  const { sound, evidence } = await proofread(JSON.stringify(shipped))
  expect(sound).toBe(true)
  expect(evidence.tests).toEqual({ passed: shipped.tests.length, failed: 0 })
  expect(evidence.claims.map(({ verdict }) => verdict)).toEqual(shipped.invariants.map(() => 'proven'))
  expect(evidence.warnings).toBe(0)
})

test('A playbook with a claim that somebody breaks is unsound, and who breaks it is told', async () => {
  const text = claiming({ kind: 'always', then: { of: 'coverage', is: 'equal', value: false } })
  const { sound, evidence, problems } = await proofread(text)
  expect(sound).toBe(false)
  expect(problems).toMatchObject([{ code: 'claim_refuted', path: '/invariants/0', severity: 'error' }])
  expect(evidence.claims).toMatchObject([{ id: 'claimed', verdict: 'disproven' }])
  expect(evidence.claims[0]?.witness?.day).toMatch(/^\d{4}-\d\d-\d\d$/)
  expect(Object.keys(evidence.claims[0]?.witness?.facts ?? {})).not.toHaveLength(0)
})

/** Rounding keeps the one who has more from being proven never to be less urgent, or to be so. */
const OPEN = { kind: 'monotone', more: 'contribution', neverLowers: 'daily_list.score' }

test('A claim that is neither proven nor broken leaves a playbook sound, and is said to be unknown', async () => {
  const { sound, evidence, problems } = await proofread(claiming(OPEN))
  expect(sound).toBe(true)
  expect(problems).toEqual([])
  expect(evidence.claims).toMatchObject([{ verdict: 'unknown' }])
})

test('The solver has its time, and what it leaves open is a warning', async () => {
  const started = performance.now()
  const { sound, evidence } = await proofread(claiming(OPEN), { solverMs: 300 })
  expect(performance.now() - started).toBeLessThan(30_000)
  expect(sound).toBe(true)
  expect(evidence).toMatchObject({ claims: [{ verdict: 'unknown' }], warnings: 1 })
})

test('A test that does not pass is counted, and makes a playbook unsound', async () => {
  const [first, ...others] = shipped.tests
  const wrong = { ...first, expect: { daily_list: 'blocked' } }
  const { sound, evidence } = await proofread(JSON.stringify({ ...shipped, tests: [wrong, ...others] }))
  expect(sound).toBe(false)
  expect(evidence.tests).toEqual({ passed: others.length, failed: 1 })
})
