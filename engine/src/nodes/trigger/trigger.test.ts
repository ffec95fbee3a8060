import { describe, expect, it } from 'vitest'
import { explainer, reasonsOf } from '../../explain/explain.ts'
import { populationOf } from '../../population/population.ts'
import {
  customer,
  day,
  decide,
  nodes,
  on,
  planOf,
  playbookWith,
  rateCut,
  SMALL,
} from '../../testing/small-bank.ts'

describe('a trigger on a day of the customer’s own', () => {
  const fires = async (matures: string | null, asOf: string, lastContact: string | null = null) => {
    const facts = {
      matures: matures === null ? null : day(matures),
      last_contact: lastContact === null ? null : day(lastContact),
    }
    return (await decide(SMALL, customer(facts), on(asOf))).maturity
  }

  it('is open from five days before to two days after', async () => {
    expect(await fires('2026-03-10', '2026-03-04')).toBe(false)
    expect(await fires('2026-03-10', '2026-03-05')).toBe(true)
    expect(await fires('2026-03-10', '2026-03-12')).toBe(true)
    expect(await fires('2026-03-10', '2026-03-13')).toBe(false)
  })

  it('is settled by a contact since it opened, not by one before', async () => {
    expect(await fires('2026-03-10', '2026-03-10', '2026-03-04')).toBe(true)
    expect(await fires('2026-03-10', '2026-03-10', '2026-03-05')).toBe(false)
    expect(await fires('2026-03-10', '2026-03-10', '2026-03-10')).toBe(false)
  })

  it('does not apply to a customer without such a day', async () => {
    expect(await fires(null, '2026-03-10')).toBe(false)
  })
})

describe('a trigger on an announcement', () => {
  const sensitive = customer({ fees: 10_000, deposits: 2, balance: 0 })
  const fires = async (facts = sensitive, run = on('2026-03-02', rateCut('2026-03-02'))) =>
    (await decide(SMALL, facts, run)).rate_cut

  it('is news for ten days from its own day on', async () => {
    const on10March = (announced: string) => fires(sensitive, on('2026-03-10', rateCut(announced)))
    expect(await on10March('2026-03-11')).toBe(false)
    expect(await on10March('2026-03-10')).toBe(true)
    expect(await on10March('2026-03-01')).toBe(true)
    expect(await on10March('2026-02-28')).toBe(false)
  })

  it('needs an event of its type', async () => {
    expect(await fires(sensitive, on('2026-03-02'))).toBe(false)
    expect(await fires(sensitive, on('2026-03-02', { ...rateCut('2026-03-02'), type: 'market_move' }))).toBe(
      false,
    )
  })

  it('concerns only those whom the event touches, and of them the audience', async () => {
    expect(await fires(customer({ fees: 10_000, deposits: 0 }))).toBe(false)
    expect(await fires(customer({ fees: 10_000, deposits: 1 }))).toBe(true)
    expect(await fires(customer({ fees: 4999, deposits: 1 }))).toBe(false)
  })

  it('is settled by a contact on its day or later, not by one the day before', async () => {
    const contacted = (lastContact: string) =>
      fires(customer({ fees: 10_000, deposits: 1, last_contact: day(lastContact) }))
    expect(await contacted('2026-03-01')).toBe(true)
    expect(await contacted('2026-03-02')).toBe(false)
  })

  it('goes by the latest event in force: a second cut makes news again', async () => {
    const facts = customer({ fees: 10_000, deposits: 1, last_contact: day('2026-03-04') })
    const [first, second, future] = [
      rateCut('2026-03-02', 'first'),
      rateCut('2026-03-05', 'second'),
      rateCut('2026-03-20', 'third'),
    ]
    expect(await fires(facts, on('2026-03-06', first))).toBe(false)
    expect(await fires(facts, on('2026-03-06', first, second, future))).toBe(true)
    expect(await fires(facts, on('2026-03-06', second, first))).toBe(true)
  })

  it('is over after the last day of the event, however long it would be news; then an earlier one counts', async () => {
    const until = (last: string) => ({ ...rateCut('2026-03-04', 'short'), until: last })
    const contacted = customer({ fees: 10_000, deposits: 1, last_contact: day('2026-03-03') })
    expect(await fires(contacted, on('2026-03-06', until('2026-03-06')))).toBe(true)
    expect(await fires(contacted, on('2026-03-07', until('2026-03-06')))).toBe(false)
    expect(await fires(contacted, on('2026-03-14', until('2026-12-31')))).toBe(false)
    const earlier = rateCut('2026-03-02', 'earlier')
    expect(await fires(sensitive, on('2026-03-07', until('2026-03-06'), earlier))).toBe(true)
    expect(await fires(contacted, on('2026-03-07', until('2026-03-06'), earlier))).toBe(false)
  })

  it('takes no day that is none for an event', async () => {
    expect(await fires(sensitive, on('2026-03-02', rateCut('someday')))).toBe(false)
  })

  it('needs neither audience nor touched holdings', async () => {
    const { audience: _audience, touches: _touches, ...everybody } = nodes.rate_cut
    const plan = planOf(playbookWith(everybody))
    expect((await decide(plan, customer(), on('2026-03-02', rateCut('2026-03-02')))).rate_cut).toBe(true)
  })
})

describe('an audience', () => {
  const within = async (
    audience: (typeof nodes.rate_cut)['audience'] | object,
    facts: Parameters<typeof customer>[0],
  ) => {
    const { touches: _touches, ...everybody } = nodes.rate_cut
    const plan = planOf(
      JSON.parse(
        JSON.stringify(
          playbookWith({ ...everybody, audience: { of: 'fees', is: 'more', value: 0 } }),
        ).replace('{"of":"fees","is":"more","value":0}', JSON.stringify(audience)),
      ),
    )
    return (await decide(plan, customer(facts), on('2026-03-02', rateCut('2026-03-02')))).rate_cut
  }

  it.each([
    ['less', true, false, false],
    ['at_most', true, true, false],
    ['equal', false, true, false],
    ['not_equal', true, false, true],
    ['at_least', false, true, true],
    ['more', false, false, true],
  ])('compares amounts and dates: %s', async (is, below, same, above) => {
    const amounts = [4, 5, 6].map((fees) => within({ of: 'fees', is, value: 5 }, { fees }))
    expect(await Promise.all(amounts)).toEqual([below, same, above])
    const dates = ['2026-12-31', '2027-01-01', '2027-01-02'].map((matures) =>
      within({ of: 'matures', is, value: '2027-01-01', ifMissing: false }, { matures: day(matures) }),
    )
    expect(await Promise.all(dates)).toEqual([below, same, above])
  })

  it('decides a missing figure as the playbook says, whatever the comparison', async () => {
    for (const is of ['less', 'at_most', 'equal', 'not_equal', 'at_least', 'more']) {
      for (const ifMissing of [true, false]) {
        expect(await within({ of: 'matures', is, value: '2027-01-01', ifMissing }, {})).toBe(ifMissing)
      }
    }
    for (const is of ['among', 'not_among']) {
      for (const ifMissing of [true, false]) {
        expect(await within({ of: 'held_tier', is, values: ['A'], ifMissing }, {})).toBe(ifMissing)
      }
    }
  })

  it('tells classes and flags apart', async () => {
    expect(
      await within(
        { of: 'held_tier', is: 'among', values: ['A', 'C'], ifMissing: false },
        { held_tier: 'C' },
      ),
    ).toBe(true)
    expect(
      await within(
        { of: 'held_tier', is: 'among', values: ['A', 'C'], ifMissing: false },
        { held_tier: 'B' },
      ),
    ).toBe(false)
    expect(
      await within(
        { of: 'held_tier', is: 'not_among', values: ['A', 'C'], ifMissing: false },
        { held_tier: 'B' },
      ),
    ).toBe(true)
    expect(
      await within({ of: 'held_tier', is: 'equal', value: 'B', ifMissing: false }, { held_tier: 'B' }),
    ).toBe(true)
    expect(
      await within(
        { of: 'consent_phone', is: 'equal', value: false, ifMissing: false },
        { consent_phone: false },
      ),
    ).toBe(true)
    expect(
      await within(
        { of: 'consent_phone', is: 'not_equal', value: false, ifMissing: false },
        { consent_phone: false },
      ),
    ).toBe(false)
  })

  it('knows what is known and what is missing', async () => {
    expect(await within({ of: 'matures', is: 'missing' }, {})).toBe(true)
    expect(await within({ of: 'matures', is: 'known' }, {})).toBe(false)
    expect(await within({ of: 'matures', is: 'known' }, { matures: 0 })).toBe(true)
  })

  it('joins conditions by all, any and not', async () => {
    const [yes, no] = [
      { of: 'fees', is: 'equal', value: 0 },
      { of: 'fees', is: 'more', value: 0 },
    ]
    const cases: [object, boolean][] = [
      [{ all: [yes, no] }, false],
      [{ all: [yes, yes] }, true],
      [{ any: [no, yes] }, true],
      [{ any: [no, no] }, false],
      [{ not: yes }, false],
      [{ not: { any: [no, { not: yes }] } }, true],
      [{ all: [yes, { any: [no, { all: [yes] }] }] }, true],
    ]
    for (const [audience, expected] of cases)
      expect(await within(audience, {}), JSON.stringify(audience)).toBe(expected)
  })
})

describe('the reason why a trigger is silent', () => {
  const code = (facts: Parameters<typeof customer>[0], run = on('2026-03-02')) => {
    const view = explainer(SMALL).view(populationOf(SMALL, [customer(facts)]), 0, run)
    return reasonsOf(SMALL, view).flatMap(({ node, code: found }) => (node === 'maturity' ? [found] : []))
  }

  it('is the day, as long as it is not open', () => {
    expect(code({})).toEqual(['trigger_no_date'])
    expect(code({ matures: day('2026-03-08') })).toEqual(['trigger_not_yet'])
    expect(code({ matures: day('2026-02-27') })).toEqual(['trigger_over'])
  })

  it('is the contact that settled it, on the day on which it opened too', () => {
    expect(code({ matures: day('2026-03-07'), last_contact: day('2026-03-02') })).toEqual(['trigger_settled'])
    expect(code({ matures: day('2026-03-05'), last_contact: day('2026-02-28') })).toEqual(['trigger_settled'])
  })
})
