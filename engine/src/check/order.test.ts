import { describe, expect, it } from 'vitest'
import type { PlaybookNode } from '../playbook/playbook.ts'
import { isError } from '../problem/problem.ts'
import { found, inBrief } from '../testing/found.ts'
import { nodes, PLAYBOOK, playbookWith, sameAs, strategy } from '../testing/small-bank.ts'

const chain = (length: number, last: string): PlaybookNode[] =>
  Array.from({ length }, (_, at) => sameAs(`chain_${at}`, at === length - 1 ? last : `chain_${at + 1}`))

describe('a circle of nodes', () => {
  const circle = (length: number) => found(playbookWith(...chain(length, 'chain_0')))

  it('of two is written out', () => {
    expect(inBrief(circle(2))).toEqual(['cycle /nodes/11/calculation/terms/0/of'])
    expect(circle(2)[0]?.what).toContain('chain_0 → chain_1 → chain_0.')
  })

  it('of five thousand is found, and written short', () => {
    const [circled, ...others] = circle(5000)
    expect(others).toEqual([])
    expect(circled).toMatchObject({ code: 'cycle', path: '/nodes/5009/calculation/terms/0/of' })
    const begun = [0, 1, 2, 3, 4, 5, 6, 7].map((at) => `chain_${at}`).join(' → ')
    expect(circled?.values.cycle).toBe(`${begun} → … (4991) → chain_4999 → chain_0`)
  })

  it('is written out up to ten names', () => {
    expect(circle(9)[0]?.values.cycle).toBe(
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 0].map((at) => `chain_${at}`).join(' → '),
    )
    expect(circle(10)[0]?.values.cycle).toContain('… (1)')
  })

  it('is no circle when ten thousand nodes follow each other', () => {
    expect(inBrief(found({ ...PLAYBOOK, nodes: chain(10_000, 'fees') }))).toEqual(['unused_node /nodes/0'])
  })

  it('may lie behind nodes that have no part in it', () => {
    const circles = found(playbookWith(sameAs('first', 'chain_0'), ...chain(3, 'chain_1')))
    expect(circles.map(({ values }) => values.cycle)).toEqual(['chain_1 → chain_2 → chain_1'])
  })

  it('is reported at each reference that closes one, as many as anybody reads', () => {
    const tangle = Array.from({ length: 30 }, (_, at) => {
      const terms = Array.from({ length: 30 }, (_, other) => ({ of: `knot_${other}` }))
      return { ...sameAs(`knot_${at}`, 'fees'), calculation: { method: 'sum' as const, terms } }
    })
    expect(found(playbookWith(...tangle))).toHaveLength(200)
  })
})

describe('how many problems are reported', () => {
  it('is as many as anybody reads, and no error is left out for a warning', () => {
    const many = Array.from({ length: 90 }, (_, at) => strategy(`spare_${at}`, 1))
    const matrices = ['x', 'y', 'z'].map((id) => ({
      ...nodes.strategy,
      id,
      strategies: [...nodes.strategy.strategies, ...many],
    }))
    const problems = found({ ...playbookWith(...matrices, { ...nodes.list, id: 'second' }) })
    expect(problems.filter((each) => !isError(each))).toHaveLength(200)
    expect(problems.filter(isError).map(({ code }) => code)).toEqual(['several_arbitrations'])
    const wrong = Array.from({ length: 250 }, (_, at) => sameAs(`wrong_${at}`, `unknown_${at}`))
    expect(found(playbookWith(...wrong))).toHaveLength(200)
  })
})
