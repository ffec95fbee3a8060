import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { playbookFile } from '../shipped.ts'
import { run } from './run-captured.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'prove-'))
})
afterAll(() => rm(folder, { recursive: true }))

const RETAIL = playbookFile('retail')

/** The shipped playbook with something replaced, and without the tests inside it, which need not pass then. */
async function retailWith(
  name: string,
  change: (node: Record<string, unknown>) => void,
  id: string,
): Promise<string> {
  const playbook = JSON.parse(await readFile(RETAIL, 'utf8'))
  for (const node of playbook.nodes) if (node.id === id) change(node)
  const file = join(folder, name)
  await writeFile(file, JSON.stringify({ ...playbook, tests: [] }))
  return file
}

describe('check --prove', () => {
  it('proves every claim of the shipped playbook', async () => {
    const { exit, out } = await run('check', RETAIL, '--prove')
    expect(exit).toBe(0)
    expect(out).toContain('Proven: No C1 customer is ever offered R3 or above')
    expect(out).toContain('4 of 4 claims proven, 0 refuted, 0 unknown')
  })

  it('says so in Chinese', async () => {
    const { out } = await run('check', RETAIL, '--prove', '--locale', 'zh-CN')
    expect(out).toContain('已证明：从不向C1客户推介R3及以上的产品')
    expect(out).toContain('4条断言中，4条已证明')
  })

  it('ends with 1 when a claim is refuted, with the customer, his reasons and the place', async () => {
    const file = await retailWith(
      'longer.json',
      (node) =>
        Reflect.set(node, 'duties', {
          ...Object(node.duties),
          A: { every: 31, grace: 5, channel: 'phone', minutes: 15 },
        }),
      'coverage',
    )
    const { exit, out, err } = await run('check', file, '--prove')
    expect(exit).toBe(1)
    expect(err).toMatch(/longer\.json:1:\d+: error: The claim "tier_a_within_30_days" does not hold: on 20/)
    expect(out).toContain('longer.json: 1 error; 21 nodes')
    expect(out).toContain('Refuted: Every tier-A customer is contacted')
    expect(out).toContain('30 working days ago; tier A is contacted at least once in 31 working days')
    expect(out).toContain('3 of 4 claims proven, 1 refuted, 0 unknown')
  })

  it('tells of two customers where more means less', async () => {
    const file = await retailWith(
      'less.json',
      (node) =>
        Reflect.set(node, 'bands', [
          { name: 'A', from: 5_000_000 },
          { name: 'B', from: 1_500_000 },
          { name: 'C', from: 400_000 },
          { name: 'D', from: 80_000 },
          { name: 'E' },
        ]),
      'tier',
    )
    const playbook = JSON.parse(await readFile(file, 'utf8'))
    playbook.invariants = [
      {
        id: 'costly',
        name: { 'zh-CN': '越多越好', en: 'More business, more worth' },
        claim: { kind: 'monotone', more: 'transactions_90d', neverLowers: 'contribution' },
      },
    ]
    await writeFile(file, JSON.stringify(playbook))
    const { exit, out } = await run('check', file, '--prove', '--locale', 'zh-CN')
    expect(exit).toBe(1)
    expect(out).toContain('不成立：越多越好')
    expect(out).toMatch(/其他都一样，.+更多，为1/)
  })

  it('writes the same for machines', async () => {
    const { exit, out } = await run('check', RETAIL, '--prove', '--json')
    expect(exit).toBe(0)
    expect(JSON.parse(out).claims).toHaveLength(4)
    expect(JSON.parse(out).claims[0]).toMatchObject({ id: 'c1_only_r1', status: 'proven' })
  })

  it('takes seconds within reason', async () => {
    expect((await run('check', RETAIL, '--prove', '--seconds', '0')).exit).toBe(2)
    expect((await run('check', RETAIL, '--prove', '--seconds', 'x')).exit).toBe(2)
  })
})
