import { type Claim, parsePlaybook, plan, prove } from '@branch-playbook/engine'
import { readCalendar, z3Solver } from '@branch-playbook/playbooks'
import { afterAll, describe, expect, it } from 'vitest'

const calendar = await readCalendar('cn')
if (!calendar.ok) throw new Error('The calendar cannot be read')
const workingDays = calendar.value
const solver = z3Solver()
afterAll(() => solver.close())

const text = (words: string) => ({ 'zh-CN': words, en: words })
const money = (name: string) => ({ name, label: text(name), type: 'money', missing: 'never' })

/** A share of an amount, rounded to the minor unit, and a sum of amounts. */
function planWith(rate: number) {
  const parsed = parsePlaybook({
    format: 1,
    id: 'rounding',
    name: text('Rounding'),
    currency: 'CNY',
    calendar: 'cn',
    facts: [money('amount'), money('other')],
    nodes: [
      {
        id: 'share',
        kind: 'measure',
        name: text('Share'),
        calculation: { method: 'sum', terms: [{ of: 'amount', rate }] },
      },
      {
        id: 'sum',
        kind: 'measure',
        name: text('Sum'),
        calculation: { method: 'sum', terms: [{ of: 'amount' }, { of: 'other' }] },
      },
    ],
    tests: [],
  })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  const planned = plan(parsed.value)
  if (!planned.ok) throw new Error(JSON.stringify(planned.problems))
  return planned.plan
}

type Condition = Extract<Claim, { kind: 'always' }>['then']
const is = (of: string, comparison: 'at_most' | 'at_least' | 'equal' | 'less', value: number): Condition => ({
  of,
  is: comparison,
  value,
})
const claimed = (when: Condition, then: Condition): Claim => ({ kind: 'always', when, then })

async function judged(rate: number, claim: Claim) {
  const invariant = { id: 'claim', name: text('Claim'), claim }
  const byCases = await prove(planWith(rate), invariant, { workingDays })
  const bySolver = await prove(planWith(rate), invariant, {
    workingDays,
    effort: 0,
    solve: solver.solve,
    timeoutMs: 20_000,
  })
  return [byCases.status, bySolver.status]
}

describe('where amounts are rounded', () => {
  it('what is just short of half a fen is nothing, and what is just over it is one', async () => {
    expect(await judged(1.5, claimed(is('amount', 'at_most', 33), is('share', 'at_most', 0)))).toEqual([
      'proven',
      'proven',
    ])
    const over = await judged(1.5, claimed(is('amount', 'at_most', 34), is('share', 'at_most', 0)))
    expect(over).toEqual(['refuted', 'refuted'])
  })

  it('half a fen is one, which only the doubles themselves tell', async () => {
    const half = await judged(50, claimed(is('amount', 'equal', 1), is('share', 'at_least', 1)))
    expect(half).toEqual(['proven', 'unknown'])
    expect(await judged(50, claimed(is('amount', 'equal', 1), is('share', 'at_most', 0)))).toEqual([
      'refuted',
      'refuted',
    ])
  })

  it('past 2^53 sums are rounded too, so what holds of exact sums is not proven of them', async () => {
    const most = Number.MAX_SAFE_INTEGER
    const claim = claimed(
      { all: [is('amount', 'equal', most), is('other', 'equal', 2)] },
      is('sum', 'equal', most),
    )
    expect((await judged(1, claim))[1]).not.toBe('proven')
    const small = claimed(
      { all: [is('amount', 'at_most', 5), is('other', 'at_most', 6)] },
      is('sum', 'at_most', 11),
    )
    expect(await judged(1, small)).toEqual(['proven', 'proven'])
  })
})
