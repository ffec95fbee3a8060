import { describe, expect, it } from 'vitest'
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

type Facts = Parameters<typeof customer>[0]

const listed = async (facts: Facts, plan = SMALL, run = on('2026-03-02', rateCut('2026-03-02'))) => {
  const decided = await decide(plan, customer(facts), run)
  const part = (name: string) => decided[`list.${name}`]
  return {
    action: decided.list,
    source: part('source'),
    channel: part('channel'),
    permission: part('permission'),
    minutes: part('minutes'),
    urgency: part('urgency'),
    points: part('value_points'),
    score: part('score'),
  }
}

const covered = { fees: 10_000, last_contact: null }
const touched = { fees: 5000, deposits: 1, last_contact: day('2026-03-01') }
const matures = { matures: day('2026-03-07') }

describe('the daily list', () => {
  it('has nothing for a customer whom nothing calls for', async () => {
    expect(await listed({})).toMatchObject({
      action: 'none',
      source: 'none',
      minutes: 0,
      urgency: 0,
      score: 0,
    })
  })

  it('lists duties and events by the node that calls for them', async () => {
    expect(await listed(covered)).toMatchObject({
      action: 'coverage',
      source: 'duty',
      channel: 'phone',
      minutes: 15,
    })
    expect(await listed(touched)).toMatchObject({
      action: 'trigger',
      source: 'rate_cut',
      channel: 'sms',
      minutes: 20,
    })
    expect(await listed(matures)).toMatchObject({
      action: 'trigger',
      source: 'maturity',
      channel: 'phone',
      minutes: 10,
    })
  })

  it('makes one conversation of several reasons: the first leads, the longest and the most urgent count', async () => {
    expect(await listed({ ...covered, deposits: 1, ...matures })).toMatchObject({
      action: 'coverage',
      source: 'duty',
      channel: 'phone',
      minutes: 20,
      urgency: 220,
    })
    expect(await listed({ ...touched, ...matures })).toMatchObject({
      source: 'maturity',
      minutes: 20,
      urgency: 220,
    })
  })

  it('follows the order of the list, not the order of the nodes', async () => {
    const plan = planOf(playbookWith({ ...nodes.list, triggers: ['rate_cut', 'maturity'] }))
    expect(await listed({ ...touched, ...matures }, plan)).toMatchObject({
      source: 'rate_cut',
      channel: 'sms',
    })
  })

  it('blocks whoever may not be contacted by the channel of the leading reason', async () => {
    expect(await listed({ ...covered, do_not_contact: true })).toMatchObject({
      action: 'blocked',
      permission: 'do_not_contact',
    })
    expect(await listed({ ...covered, consent_phone: false })).toMatchObject({
      action: 'blocked',
      permission: 'no_consent',
    })
    expect(await listed({ ...touched, consent_phone: false })).toMatchObject({
      action: 'trigger',
      permission: 'allowed',
    })
    expect(await listed({ do_not_contact: true })).toMatchObject({
      action: 'none',
      permission: 'do_not_contact',
    })
  })

  it('asks about each channel whether it is permitted', async () => {
    const channels = ['phone', 'visit', 'wechat', 'sms', 'app', 'letter'] as const
    const consents = channels.map((channel) => ({ channel, fact: 'consent_phone' }))
    for (const channel of channels) {
      const duties = { ...nodes.duty.duties, A: { ...nodes.duty.duties.A, channel } }
      const refusing = planOf(
        playbookWith(
          { ...nodes.duty, duties },
          { ...nodes.policy, consents: consents.filter((each) => each.channel === channel) },
        ),
      )
      const others = planOf(
        playbookWith(
          { ...nodes.duty, duties },
          { ...nodes.policy, consents: consents.filter((each) => each.channel !== channel) },
        ),
      )
      expect((await listed({ ...covered, consent_phone: false }, refusing)).permission).toBe('no_consent')
      expect(await listed({ ...covered, consent_phone: false }, others)).toMatchObject({
        permission: 'allowed',
        channel,
        action: 'coverage',
      })
    }
  })

  it('ranks by value of 1 to 100, times likelihood, times urgency', async () => {
    expect(await listed(covered)).toMatchObject({
      points: 50,
      urgency: 200,
      score: Math.floor((50 * 50 * 200) / 100),
    })
    expect(await listed(matures)).toMatchObject({ points: 1, urgency: 220, score: 22 })
    expect(await listed({ ...touched, fees: 5199 })).toMatchObject({
      points: 25,
      score: Math.floor((25 * 50 * 150) / 100),
    })
  })

  it('takes the likelihood of the occasion that leads for the segment, and that of the strategy where there is none', async () => {
    const rates = { A: { percent: 5 }, B: null, C: { percent: 40 } }
    const own = planOf(playbookWith({ ...nodes.maturity, propensity: { by: 'tier', rates } }))
    const score = async (facts: Facts) => (await listed(facts, own)).score
    expect(await score(matures)).toBe(Math.floor((1 * 40 * 220) / 100))
    // Tier B has no number of its own here, so that of the strategy holds: 50.
    expect(await score({ ...touched, ...matures })).toBe(Math.floor((25 * 50 * 220) / 100))
    // Of a customer in tier A the duty leads, which has no numbers of its own, whatever else calls for him has.
    expect(await score({ ...covered, ...matures })).toBe(Math.floor((50 * 50 * 220) / 100))
    const byStrategy = { news: { percent: 1.5 }, wake: { percent: 12.5 }, leave: null }
    const duty = planOf(playbookWith({ ...nodes.duty, propensity: { by: 'strategy', rates: byStrategy } }))
    expect((await listed({ ...covered, ...matures }, duty)).score).toBe(Math.floor((50 * 12.5 * 220) / 100))
    expect((await listed(matures, duty)).score).toBe(22)
  })

  it('needs nothing more where no occasion has likelihoods of its own', () => {
    expect(SMALL.types.has('list.propensity')).toBe(false)
    expect([...SMALL.types.keys()].filter((name) => name.endsWith('.propensity'))).toEqual([
      'strategy.propensity',
    ])
  })

  it('keeps one huge value, and one below nothing, from deciding all', async () => {
    expect((await listed({ fees: 19_999 })).points).toBe(99)
    expect((await listed({ fees: 20_000 })).points).toBe(100)
    expect((await listed({ fees: Number.MAX_SAFE_INTEGER })).points).toBe(100)
    expect((await listed({ fees: 399 })).points).toBe(1)
    expect((await listed({ fees: 400 })).points).toBe(2)
    expect((await listed({ fees: Number.MIN_SAFE_INTEGER })).points).toBe(1)
  })

  it('may have duties alone, or events alone', async () => {
    const duties = planOf(playbookWith({ ...nodes.list, triggers: [] }))
    expect((await listed({ ...covered, ...matures }, duties)).action).toBe('coverage')
    expect((await listed(matures, duties)).action).toBe('none')
    const events = planOf(playbookWith({ ...nodes.list, coverage: [] }))
    expect((await listed({ ...covered, ...matures }, events)).action).toBe('trigger')
  })
})
