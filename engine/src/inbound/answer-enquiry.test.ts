import { describe, expect, it } from 'vitest'
import { explainer } from '../explain/explain.ts'
import { sentence } from '../explain/sentence.ts'
import { populationOf } from '../population/population.ts'
import { found, inBrief } from '../testing/found.ts'
import {
  decideInvestor,
  enquiries,
  investor,
  PRODUCT_BANK,
  productPlaybook,
} from '../testing/product-bank.ts'
import { day, on, text } from '../testing/small-bank.ts'
import { formatDay } from '../values/day.ts'
import { answerEnquiry, answerStranger } from './answer-enquiry.ts'

type Facts = Parameters<typeof investor>[0]

function ask(enquiry: string, facts: Facts = {}, asOf = '2026-03-02', node = 'enquiries') {
  const population = populationOf(PRODUCT_BANK, [investor(facts)])
  return answerEnquiry(PRODUCT_BANK, explainer(PRODUCT_BANK).view(population, 0, on(asOf)), node, enquiry)
}

function deadline(enquiry: string, facts: Facts, asOf: string): string | null {
  const due = ask(enquiry, facts, asOf)?.deadline
  return due?.by === 'working_days' ? formatDay(due.day) : null
}

describe('an enquiry', () => {
  it('goes to the handler of the first case that holds, else to the usual one', () => {
    const handled = (facts: Facts) => {
      const { handler, answer } = ask('complaint', facts) ?? expect.fail()
      return [handler.id, answer.en]
    }
    expect(handled({})).toEqual(['lobby', 'On record'])
    expect(handled({ visits: 10 })).toEqual(['chief', 'Somebody calls'])
    expect(handled({ visits: 10, fees: 20_000 })).toEqual(['chief', 'The chief calls'])
  })

  it('is due in working days, over weekends and holidays', () => {
    const complaint = (facts: Facts, asOf: string) => deadline('complaint', facts, asOf)
    expect(complaint({}, '2026-03-02')).toBe('2026-03-05')
    expect(complaint({ fees: 20_000 }, '2026-03-06')).toBe('2026-03-09')
    expect(complaint({ fees: 20_000 }, '2026-03-07')).toBe('2026-03-09')
    // The Saturday is worked, and two weeks of holiday follow.
    expect(complaint({ fees: 20_000 }, '2026-05-01')).toBe('2026-05-02')
    expect(complaint({ visits: 10 }, '2026-05-01')).toBe('2026-05-18')
  })

  it('is due from Monday to Friday where the calendar is at its end', () => {
    expect(deadline('complaint', {}, '2026-12-30')).toBe('2027-01-04')
  })

  it('may be due in minutes', () => {
    expect(ask('advice')?.deadline).toEqual({ by: 'minutes', minutes: 30 })
  })

  it('is followed by suitable offers where it may be, the best first, and by none elsewhere', () => {
    const offers = (enquiry: string, facts: Facts) =>
      ask(enquiry, { deposits: 1, ...facts })?.offers.map(({ id }) => id)
    expect(offers('advice', {})).toEqual(['fund', 'annuity'])
    expect(offers('advice', { risk_class: 'C2' })).toEqual(['annuity'])
    expect(offers('advice', { risk_class: null })).toEqual([])
    expect(offers('complaint', {})).toEqual([])
  })

  it('says why, in both languages', () => {
    const said = (enquiry: string, facts: Facts) =>
      ask(enquiry, facts)?.reasons.map((reason) => sentence(reason, 'en', 'CNY'))
    expect(said('complaint', {})).toEqual([
      'Complaint: lobby, within 3 working days.',
      'Tier: C (none of A).',
      'visits: 0 (less than 10).',
    ])
    expect(said('complaint', { visits: 10 })).toEqual([
      'Complaint: chief, within 2 working days (case 2).',
      'visits: 10 (at least 10).',
    ])
    expect(said('complaint', { fees: 20_000 })).toEqual([
      'Complaint: chief, within 1 working day. Tier A',
      'Tier: A (one of A).',
    ])
    expect(said('advice', { deposits: 1, assessed: null })).toEqual([
      'Advice: lobby, within 30 minutes.',
      'Suitability: no risk assessment on record, so no product may be offered.',
      'Regulation: Order 7',
      'Goes with: nothing to offer.',
      'Goes with: fund product would go with term deposits, but may not be offered (no risk assessment).',
      'Goes with: annuity product would go with term deposits, but may not be offered (no risk assessment).',
    ])
  })

  it('says who of the branch handles it, if anybody does', () => {
    expect(ask('complaint', { visits: 10 })?.handler.person).toBe('manager')
    expect(ask('complaint')?.handler.person).toBe(null)
  })

  it('of somebody whom the bank does not know is answered as usual, with no offers', () => {
    const answer = (enquiry: string, node = 'enquiries') =>
      answerStranger(PRODUCT_BANK, on('2026-03-06'), node, enquiry)
    expect(answer('complaint')).toMatchObject({
      handler: { id: 'lobby' },
      deadline: { by: 'working_days', days: 3, day: day('2026-03-11') },
      answer: text('On record'),
    })
    expect(answer('advice')).toMatchObject({ deadline: { by: 'minutes', minutes: 30 }, offers: [] })
    expect([answer('praise'), answer('complaint', 'tier')]).toEqual([null, null])
  })

  it('of another kind, or to another node, has no answer', () => {
    expect(ask('praise')).toBe(null)
    expect(ask('complaint', {}, '2026-03-02', 'tier')).toBe(null)
    expect(ask('complaint', {}, '2026-03-02', 'nobody')).toBe(null)
  })

  it('is a figure that tests and other nodes can read, and no part of the nightly run', async () => {
    const decided = await decideInvestor({ visits: 10 })
    expect([decided['enquiries.e_complaint'], decided['enquiries.case_complaint']]).toEqual(['chief', 2])
    expect([decided['enquiries.e_advice'], decided['enquiries.case_advice']]).toEqual(['lobby', 0])
    expect(PRODUCT_BANK.outputs.filter(({ node }) => node === 'enquiries')).toEqual([])
  })
})

describe('the check of enquiries', () => {
  const [complaint = expect.fail(), advice = expect.fail()] = enquiries.enquiries
  const brief = (changes: object) => inBrief(found(productPlaybook({ ...enquiries, ...changes })))

  it('refuses what is named twice and whom there is not', () => {
    const { otherwise } = advice
    expect(brief({ enquiries: [advice, advice] })).toContain('duplicate_value /nodes/12/enquiries/1/id')
    expect(brief({ handlers: [...enquiries.handlers, { id: 'lobby', name: text('again') }] })).toContain(
      'duplicate_value /nodes/12/handlers/2/id',
    )
    expect(brief({ enquiries: [{ ...advice, otherwise: { ...otherwise, handler: 'owl' } }] })).toEqual([
      'unknown_choice /nodes/12/enquiries/0/otherwise/handler',
    ])
  })

  it('refuses offers from anything but an affinity', () => {
    const { otherwise } = advice
    expect(brief({ enquiries: [{ ...advice, otherwise: { ...otherwise, offersFrom: 'gate' } }] })).toContain(
      'wrong_kind /nodes/12/enquiries/0/otherwise/offersFrom',
    )
  })

  it('wants the missing case of its conditions decided', () => {
    const [first = expect.fail()] = complaint.cases ?? []
    const cases = [{ ...first, when: { of: 'touches', is: 'less', value: 3 } }]
    expect(brief({ enquiries: [{ ...complaint, cases }] })).toEqual([
      'missing_undecided /nodes/12/enquiries/0/cases/0/when',
    ])
  })
})

it('names the day after which an answer is late from any day of the year', () => {
  const from = day('2026-02-27')
  const due = Array.from({ length: 60 }, (_, at) => deadline('complaint', {}, formatDay(from + at)))
  const sorted = due.toSorted((left, right) => ((left ?? '') < (right ?? '') ? -1 : 1))
  expect(due).toEqual(sorted)
})
