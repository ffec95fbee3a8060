import { describe, expect, it } from 'vitest'
import { parsePlaybook } from '../../playbook/parse.ts'
import { isError } from '../../problem/problem.ts'
import { found, inBrief } from '../../testing/found.ts'
import { decideInvestor, gate, investor, productPlaybook } from '../../testing/product-bank.ts'
import { day, decide, on, planOf, RUN } from '../../testing/small-bank.ts'

type Facts = Parameters<typeof decideInvestor>[0]

/** The most risk, the standing of the assessment, and what is said of a bond of R1 and a fund of R3. */
async function offered(facts: Facts, plan?: Parameters<typeof decideInvestor>[1]) {
  const decided = await decideInvestor(facts, plan)
  return [decided.gate, decided['gate.status'], decided['gate.p_bond'], decided['gate.p_fund']]
}

describe('suitability', () => {
  it('admits what the class may bear, and nothing above it', async () => {
    expect(await offered({ risk_class: 'C3' })).toEqual(['R3', 'valid', 'suitable', 'suitable'])
    expect(await offered({ risk_class: 'C2' })).toEqual(['R2', 'valid', 'suitable', 'risk_mismatch'])
    expect(await offered({ risk_class: 'C1' })).toEqual(['R1', 'valid', 'suitable', 'risk_mismatch'])
    expect(await offered({ risk_class: 'closed' })).toEqual([
      'none',
      'valid',
      'risk_mismatch',
      'risk_mismatch',
    ])
    expect((await decideInvestor({ risk_class: 'C3' }))['gate.p_shares']).toBe('risk_mismatch')
  })

  it('takes what is not known for no assessment', async () => {
    const nothing = ['none', 'missing', 'assessment_missing', 'assessment_missing']
    expect(await offered({ risk_class: null })).toEqual(nothing)
    expect(await offered({ assessed: null })).toEqual(nothing)
    expect(await offered({ assessed: null, risk_class: null })).toEqual(nothing)
    expect(await offered({ assessed: day('2026-03-03') })).toEqual(nothing)
  })

  it('takes an assessment for valid on its own day and the 364 after it', async () => {
    expect((await offered({ assessed: day('2026-03-02') }))[1]).toBe('valid')
    expect((await offered({ assessed: day('2025-03-03') }))[1]).toBe('valid')
    const expired = ['none', 'expired', 'assessment_expired', 'assessment_expired']
    expect(await offered({ assessed: day('2025-03-02') })).toEqual(expired)
    expect(await offered({ assessed: day('1970-01-01') })).toEqual(expired)
  })

  it('calls an unknown class missing, even when the assessment has expired too', async () => {
    expect((await offered({ risk_class: null, assessed: day('2020-01-01') }))[1]).toBe('missing')
  })

  it('works the same with facts that are never missing', async () => {
    const playbook = productPlaybook()
    const facts = playbook.facts.map((each) =>
      ['risk_class', 'assessed'].includes(each.name) ? { ...each, missing: 'never' as const } : each,
    )
    const plan = planOf({ ...playbook, facts })
    expect(await offered({ risk_class: 'C2' }, plan)).toEqual(['R2', 'valid', 'suitable', 'risk_mismatch'])
    expect((await offered({ assessed: day('2020-01-01') }, plan))[1]).toBe('expired')
  })

  it('matches C1 to C5 with R1 to R5 when nothing else is said, and every C1 with R1', async () => {
    const { admits: _admits, ...usual } = gate
    const values = ['C1', 'C1 lowest', 'C1-', 'C2', 'C3', 'C4', 'C5']
    const playbook = productPlaybook(usual)
    const facts = playbook.facts.map((each) => (each.name === 'risk_class' ? { ...each, values } : each))
    const plan = planOf({ ...playbook, facts: facts as typeof playbook.facts })
    const most = async (risk_class: string) => (await decide(plan, investor({ risk_class }), RUN)).gate
    expect(await Promise.all(values.map(most))).toEqual(['R1', 'R1', 'R1', 'R2', 'R3', 'R4', 'R5'])
  })
})

describe('the check of suitability', () => {
  const brief = (changes: object) => inBrief(found(productPlaybook({ ...gate, ...changes })))

  it('wants every class decided', () => {
    expect(brief({ admits: { C1: 'R1', C2: 'R2', closed: null } })).toEqual(['entry_missing /nodes/9/admits'])
    expect(brief({ admits: undefined })).toEqual(['risk_class_undecided /nodes/9'])
  })

  it('warns of a class that is offered more than by convention, and of no less', () => {
    const warned = found(productPlaybook({ ...gate, admits: { C1: 'R2', C2: 'R1', C3: 'R3', closed: 'R5' } }))
    expect(inBrief(warned)).toEqual(['risk_above_class /nodes/9/admits/C1'])
    expect(warned.some(isError)).toBe(false)
  })

  it('refuses two products of one id', () => {
    const [bond = expect.fail()] = gate.products
    expect(brief({ products: [...gate.products, bond] })).toEqual(['duplicate_value /nodes/9/products/4/id'])
    expect(brief({ products: [...gate.products, { ...bond, id: 'none' }] })).toEqual([
      'forbidden_key /nodes/9/products/4/id',
    ])
  })

  it('lets nobody offer a product without naming the gate', () => {
    const parses = (kind: string, change: (node: object) => object) =>
      parsePlaybook({
        ...productPlaybook(),
        nodes: productPlaybook().nodes.map((node) => (node.kind === kind ? change(node) : node)),
      }).ok
    expect(parses('campaign', (node) => node)).toBe(true)
    expect(parses('campaign', (node) => ({ ...node, offer: { product: 'fund' } }))).toBe(false)
    expect(parses('campaign', (node) => ({ ...node, product: 'fund' }))).toBe(false)
    expect(parses('affinity', (node) => ({ ...node, suitability: undefined }))).toBe(false)
    expect(parses('trigger', (node) => ({ ...node, offer: 'fund' }))).toBe(false)
  })
})

it('is asked of the day of the run', async () => {
  const assessed = day('2026-01-15')
  const status = async (asOf: string) =>
    (await decideInvestor({ assessed }, undefined, on(asOf)))['gate.status']
  expect(await status('2026-01-14')).toBe('missing')
  expect(await status('2026-01-15')).toBe('valid')
})
