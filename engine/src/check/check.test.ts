import { describe, expect, it } from 'vitest'
import { describeProblem, isError } from '../problem/problem.ts'
import { found, inBrief, withNode } from '../testing/found.ts'
import { MISTAKES } from '../testing/mistakes.ts'
import { fact, nodes, PLAYBOOK, playbookWith, strategy } from '../testing/small-bank.ts'

describe('check', () => {
  it('finds nothing in a playbook that is right', () => {
    expect(found(PLAYBOOK)).toEqual([])
  })

  it.each(MISTAKES)('finds %s', (_, playbook, places, mend) => {
    const problems = found(playbook)
    expect(inBrief(problems).slice(0, places.length)).toEqual(places)
    expect(problems[0]?.mend).toContain(mend)
    expect(problems.every(isError)).toBe(true)
  })

  it.each(MISTAKES)(
    'says what is wrong with %s in both languages, with nothing left to fill in',
    (_, playbook) => {
      for (const problem of found(playbook)) {
        const [en, zh] = [describeProblem(problem, 'en'), describeProblem(problem, 'zh-CN')]
        expect(en).toEqual({ what: problem.what, mend: problem.mend })
        for (const words of [en.what, en.mend]) expect(words).not.toMatch(/[{}]|undefined|\p{Script=Han}/u)
        for (const words of [zh.what, zh.mend]) expect(words).toMatch(/\p{Script=Han}/u)
      }
    },
  )

  it('suggests only names that would do', () => {
    const nearest = (node: object) => found(withNode(node))[0]?.values.nearest
    expect(nearest({ ...nodes.strategy, rows: 'teir' })).toBe('tier')
    expect(nearest({ ...nodes.duty, lastContact: 'tiers' })).toBe('none')
    expect(nearest({ ...nodes.duty, lastContact: 'last_contacts' })).toBe('last_contact')
    expect(nearest({ ...nodes.duty, lastContact: 'last_con' })).toBe('none')
  })

  it('warns of what works but is hardly meant', () => {
    const warned = found(
      playbookWith(
        { ...nodes.strategy, strategies: [...nodes.strategy.strategies, strategy('spare', 1)] },
        {
          ...nodes.duty,
          duties: { ...nodes.duty.duties, A: { ...nodes.duty.duties.A, every: 10, grace: 10 } },
        },
      ),
    )
    expect(inBrief(warned)).toEqual([
      'unused_strategy /nodes/4/strategies/3',
      'grace_exceeds_interval /nodes/5/duties/A/grace',
    ])
    expect(warned.some(isError)).toBe(false)
    const short = { ...nodes.duty.duties, A: { ...nodes.duty.duties.A, every: 10, grace: 9 } }
    expect(found(playbookWith({ ...nodes.duty, duties: short }))).toEqual([])
  })

  it('takes a strategy that is only a fallback for used', () => {
    const strategies = [...nodes.strategy.strategies, strategy('spare', 1)]
    expect(found(playbookWith({ ...nodes.strategy, strategies, ifMissing: 'spare' }))).toEqual([])
  })

  it('accepts a percentage with decimals as a threshold', () => {
    const facts = [...PLAYBOOK.facts, fact('yield', 'percent')]
    const tier = {
      ...nodes.activity,
      id: 'yields',
      of: 'yield',
      bands: [{ name: 'x', from: 1.85 }, { name: 'y' }],
    }
    expect(found({ ...playbookWith(tier), facts })).toEqual([])
  })
})
