import { describe, expect, it } from 'vitest'
import { found, inBrief } from '../../testing/found.ts'
import { decideInvestor, list, PRODUCT_BANK, productPlaybook, spring } from '../../testing/product-bank.ts'
import { day, nodes, on, PLAYBOOK, planOf } from '../../testing/small-bank.ts'

type Facts = Parameters<typeof decideInvestor>[0]

const visitor = { visits: 5, last_contact: null }
const called = async (facts: Facts, asOf = '2026-03-02', plan = PRODUCT_BANK) =>
  (await decideInvestor({ ...visitor, ...facts }, plan, on(asOf))).spring

describe('a campaign', () => {
  it('calls for its audience from its first day to its last', async () => {
    expect(await called({})).toBe(true)
    expect(await called({ visits: 4 })).toBe(false)
    expect(await called({}, '2026-02-28')).toBe(false)
    expect(await called({}, '2026-03-01')).toBe(true)
    expect(await called({}, '2026-03-31')).toBe(true)
    expect(await called({}, '2026-04-01')).toBe(false)
  })

  it('is settled by a contact within it, not by one before', async () => {
    expect(await called({ last_contact: day('2026-02-28') })).toBe(true)
    expect(await called({ last_contact: day('2026-03-01') })).toBe(false)
  })

  it('leaves out whom its product does not suit', async () => {
    expect(await called({ risk_class: 'C2' })).toBe(false)
    expect(await called({ assessed: null })).toBe(false)
    expect(await called({ assessed: day('2020-01-01') })).toBe(false)
    const { offer: _offer, ...free } = spring
    expect(await called({ assessed: null }, '2026-03-02', planOf(productPlaybook(free)))).toBe(true)
  })

  it('works the same when the last contact is never missing', async () => {
    const playbook = productPlaybook()
    const facts = playbook.facts.map((each) =>
      each.name === 'last_contact' ? { ...each, missing: 'never' as const } : each,
    )
    const plan = planOf({
      ...playbook,
      facts,
      nodes: playbook.nodes.map((node) =>
        node.id === 'duty' ? { ...nodes.duty, neverContacted: undefined } : node,
      ),
    })
    expect(await called({ last_contact: day('2026-02-28') }, '2026-03-02', plan)).toBe(true)
    expect(await called({ last_contact: day('2026-03-01') }, '2026-03-02', plan)).toBe(false)
  })
})

describe('the check of campaigns', () => {
  const brief = (changes: object) => inBrief(found(productPlaybook({ ...spring, ...changes })))

  it('finds nothing in one that is right', () => expect(brief({})).toEqual([]))

  it.each<[string, object, string]>([
    ['an end before the beginning', { until: '2026-02-28' }, 'ends_before_it_begins /nodes/11/until'],
    [
      'a product that the gate does not know',
      { offer: { suitability: 'gate', product: 'gold' } },
      'unknown_choice /nodes/11/offer/product',
    ],
    [
      'a gate that is none',
      { offer: { suitability: 'tier', product: 'fund' } },
      'wrong_kind /nodes/11/offer/suitability',
    ],
    [
      'a figure that may be missing',
      { audience: { of: 'touches', is: 'less', value: 3 } },
      'missing_undecided /nodes/11/audience',
    ],
  ])('refuses %s', (_, changes, expected) => expect(brief(changes)).toEqual([expected]))

  it('takes one day for a campaign', () => {
    expect(brief({ from: '2026-03-05', until: '2026-03-05' })).toEqual([])
  })
})

describe('the daily list', () => {
  const listed = async (facts: Facts, plan = PRODUCT_BANK) => {
    const decided = await decideInvestor({ visits: 5, ...facts }, plan)
    return ['', '.source', '.channel', '.minutes', '.urgency'].map((part) => decided[`list${part}`])
  }
  const covered = { fees: 20_000, last_contact: null }

  it('lists a campaign where nothing else calls', async () => {
    expect(await listed({})).toEqual(['campaign', 'spring', 'wechat', 30, 290])
    expect((await decideInvestor({ visits: 5 }))['list.score']).toBe(Math.floor((1 * 10 * 290) / 100))
  })

  it('makes no duty and no event longer or more urgent for the sake of a campaign', async () => {
    const plain = planOf(productPlaybook({ ...list, campaigns: [] }))
    for (const facts of [covered, { matures: day('2026-03-03') }]) {
      expect(await listed(facts)).toEqual(await listed(facts, plain))
    }
    expect(await listed(covered)).toEqual(['coverage', 'duty', 'phone', 15, 200])
  })

  it('blocks a campaign as it does a duty', async () => {
    expect((await listed({ do_not_contact: true }))[0]).toBe('blocked')
    expect((await listed({ touches: 4 }))[0]).toBe('blocked')
  })

  it('may have campaigns alone', async () => {
    const plan = planOf(productPlaybook({ ...list, coverage: [], triggers: [] }))
    expect(await listed(covered, plan)).toEqual(['campaign', 'spring', 'wechat', 30, 290])
    expect((await listed({ visits: 0 }, plan))[0]).toBe('none')
  })

  it('refuses a campaign listed twice, and another node in its place', () => {
    const brief = (campaigns: string[]) => inBrief(found(productPlaybook({ ...list, campaigns })))
    expect(brief(['spring', 'spring'])).toEqual(['duplicate_source /nodes/13/campaigns/1'])
    expect(brief(['maturity'])).toContain('wrong_kind /nodes/13/campaigns/0')
    expect(inBrief(found({ ...PLAYBOOK, nodes: PLAYBOOK.nodes }))).toEqual([])
  })
})
