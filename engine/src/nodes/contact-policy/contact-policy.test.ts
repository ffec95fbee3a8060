import { describe, expect, it } from 'vitest'
import {
  customer,
  day,
  decide,
  fact,
  nodes,
  on,
  PLAYBOOK,
  planOf,
  playbookWith,
  SMALL,
} from '../../testing/small-bank.ts'

type Facts = Parameters<typeof customer>[0]

/** The general permission, and those for a channel that needs consent and one that does not. */
const permission = async (facts: Facts, plan = SMALL) => {
  const decided = await decide(plan, customer(facts))
  return [decided.policy, decided['policy.phone'], decided['policy.sms']]
}

describe('a contact policy', () => {
  it('allows what nothing forbids', async () => {
    expect(await permission({})).toEqual(['allowed', 'allowed', 'allowed'])
  })

  it.each<[string, Facts, string]>([
    ['the customer’s own wish', { do_not_contact: true }, 'do_not_contact'],
    ['a wish that is not known', { do_not_contact: null }, 'do_not_contact_unknown'],
    ['too many touches', { touches: 4 }, 'touch_limit'],
    ['touches that are not known', { touches: null }, 'touches_unknown'],
    ['a refusal of late', { last_refusal: day('2026-02-01') }, 'cool_down'],
  ])('obeys %s on every channel', async (_, facts, reason) => {
    expect(await permission(facts)).toEqual([reason, reason, reason])
  })

  it('counts to the limit and to the last day of the cool-down', async () => {
    expect((await permission({ touches: 3 }))[0]).toBe('allowed')
    expect((await permission({ touches: 5 }))[0]).toBe('touch_limit')
    expect((await permission({ last_refusal: day('2026-01-31') }))[0]).toBe('allowed')
    expect((await permission({ last_refusal: day('2026-03-02') }))[0]).toBe('cool_down')
  })

  it('asks for consent on the channels that need it, and takes silence for a no', async () => {
    expect(await permission({ consent_phone: false })).toEqual(['allowed', 'no_consent', 'allowed'])
    expect(await permission({ consent_phone: null })).toEqual(['allowed', 'consent_unknown', 'allowed'])
  })

  it('names the first reason that applies: the wish, the touches, the refusal, the consent', async () => {
    const everything = {
      do_not_contact: true,
      touches: 9,
      last_refusal: day('2026-03-01'),
      consent_phone: false,
    }
    expect((await permission(everything))[1]).toBe('do_not_contact')
    expect((await permission({ ...everything, do_not_contact: null }))[1]).toBe('do_not_contact_unknown')
    expect((await permission({ ...everything, do_not_contact: false }))[1]).toBe('touch_limit')
    expect((await permission({ ...everything, do_not_contact: false, touches: null }))[1]).toBe(
      'touches_unknown',
    )
    expect((await permission({ ...everything, do_not_contact: false, touches: 0 }))[1]).toBe('cool_down')
    expect(
      (await permission({ ...everything, do_not_contact: false, touches: 0, last_refusal: null }))[1],
    ).toBe('no_consent')
  })

  it('leaves a customer alone for some days after a contact, and names that before a refusal', async () => {
    const plan = planOf(playbookWith({ ...nodes.policy, quiet: { lastContact: 'last_contact', days: 5 } }))
    const of = async (facts: Facts) => (await permission(facts, plan))[0]
    expect(await of({ last_contact: day('2026-02-26') })).toBe('quiet_days')
    expect(await of({ last_contact: day('2026-02-25') })).toBe('allowed')
    expect(await of({ last_contact: day('2026-03-02') })).toBe('quiet_days')
    expect(await of({ last_contact: day('2026-03-09') })).toBe('quiet_days')
    expect(await of({ last_contact: null })).toBe('allowed')
    const refused = { last_contact: day('2026-02-26'), last_refusal: day('2026-02-26') }
    expect(await of(refused)).toBe('quiet_days')
    expect(await of({ ...refused, touches: 4 })).toBe('touch_limit')
    expect(await of({ last_refusal: day('2026-02-26') })).toBe('cool_down')
  })

  it('wants a number or an address where it asks for one, and takes an unknown one for none', async () => {
    const plan = planOf({
      ...playbookWith({
        ...nodes.policy,
        consents: [{ channel: 'phone', fact: 'consent_phone', address: 'has_phone' }],
      }),
      facts: [...PLAYBOOK.facts, fact('has_phone', 'flag', 'possible')],
    })
    expect(await permission({ has_phone: true }, plan)).toEqual(['allowed', 'allowed', 'allowed'])
    expect(await permission({ has_phone: false }, plan)).toEqual(['allowed', 'no_address', 'allowed'])
    expect(await permission({ has_phone: null }, plan)).toEqual(['allowed', 'address_unknown', 'allowed'])
    expect((await permission({ has_phone: false, consent_phone: false }, plan))[1]).toBe('no_consent')
    expect((await permission({ has_phone: false, do_not_contact: true }, plan))[1]).toBe('do_not_contact')
  })

  it('needs neither limits nor consents', async () => {
    const { touches: _touches, coolDown: _coolDown, ...bare } = nodes.policy
    const plan = planOf(playbookWith({ ...bare, consents: [] }))
    const allowed = ['allowed', 'allowed', 'allowed']
    expect(
      await permission({ touches: 9, last_refusal: day('2026-03-01'), consent_phone: false }, plan),
    ).toEqual(allowed)
    expect((await permission({ do_not_contact: true }, plan))[2]).toBe('do_not_contact')
  })

  it('works the same with facts that are never missing', async () => {
    const facts = PLAYBOOK.facts.map((each) => ({ ...each, missing: 'never' as const }))
    const never = { ...PLAYBOOK, facts, nodes: [nodes.policy] }
    const known = {
      held_tier: 'A',
      last_activity: 0,
      last_contact: 0,
      matures: 0,
      last_refusal: day('2026-01-31'),
    }
    const of = async (changes: Facts) =>
      (await decide(planOf(never), customer({ ...known, ...changes }), on('2026-03-02')))['policy.phone']
    expect(await of({})).toBe('allowed')
    expect(await of({ last_refusal: day('2026-02-01') })).toBe('cool_down')
    expect(await of({ do_not_contact: true })).toBe('do_not_contact')
    expect(await of({ consent_phone: false })).toBe('no_consent')
    expect(await of({ touches: 4 })).toBe('touch_limit')
  })
})
