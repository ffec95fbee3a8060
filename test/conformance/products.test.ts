import {
  answerEnquiry,
  arbitrationParts,
  compile,
  type Decisions,
  dailyLists,
  decode,
  explainer,
  type Figures,
  listingAt,
  type Plan,
  type Playbook,
  type PlaybookNode,
  type Portfolios,
  parseDay,
  parsePlaybook,
  plan,
  populationOf,
  RISKS,
  type Run,
  rankingOf,
} from '@branch-playbook/engine'
import { readCalendar } from '@branch-playbook/playbooks'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findDisagreement } from './agreement.ts'
import { randomCustomers } from './random-customer.ts'
import { type Draw, randomPlaybook } from './random-playbook.ts'

/** What holds for every bank, every customer and every day of what is offered and of the lists. */

const RUNS = Number(process.env.FUZZ_RUNS ?? 60)
const CUSTOMERS = 60
const ADVISERS = 4

const calendar = await readCalendar('cn')
if (!calendar.ok) throw new Error('The calendar cannot be read')
const workingDays = calendar.value

interface Bank {
  readonly plan: Plan
  readonly run: Run
  readonly customers: readonly Figures[]
  readonly portfolios: Portfolios
  draw: Draw
}

/** A random playbook with products, campaigns and enquiries, and the bank that it is run for. */
function randomBank(draw: Draw): Bank {
  const made = planned(randomPlaybook(draw, true))
  const asOf = parseDay(draw(fc.constantFrom('2026-01-01', '2026-03-02', '2026-10-09'))) ?? 0
  const customer = randomCustomers(made.playbook, asOf)
  return {
    plan: made,
    run: { asOf, workingDays, events: [] },
    customers: Array.from({ length: CUSTOMERS }, () => customer(draw)),
    portfolios: {
      adviserOf: Int32Array.from({ length: CUSTOMERS }, () =>
        draw(fc.integer({ min: -1, max: ADVISERS - 1 })),
      ),
      minutes: Int32Array.from({ length: ADVISERS }, () => draw(fc.integer({ min: 0, max: 300 }))),
    },
    draw,
  }
}

function planned(playbook: Playbook): Plan {
  const parsed = parsePlaybook(JSON.parse(JSON.stringify(playbook)))
  const made = parsed.ok ? plan(parsed.value) : parsed
  if (!made.ok) throw new Error(JSON.stringify(made.problems))
  return made.plan
}

const nodesOf = <Kind extends PlaybookNode['kind']>({ playbook }: Plan, kind: Kind) =>
  playbook.nodes.filter((node): node is Extract<PlaybookNode, { kind: Kind }> => node.kind === kind)

/** Everybody decided, with the value of every step of every customer. */
function decided({ plan: made, run, customers }: Bank) {
  const wanted = made.steps.map(({ name }) => name)
  const decisions = compile(made, { wanted }).decide(populationOf(made, customers), run)
  return { decisions, value: reader(made, decisions) }
}

const reader =
  (made: Plan, { columns }: Decisions) =>
  (name: string, customer: number) => {
    const type = made.types.get(name) ?? expect.fail(name)
    return decode(type, columns.get(name)?.[customer] ?? Number.NaN)
  }

const rankingFor = (made: Plan) => rankingOf(made) ?? expect.fail('no arbitration')

const holdsForBanks = (law: (bank: Bank) => void | Promise<void>) =>
  fc.assert(
    fc.asyncProperty(fc.gen(), async (gen) => law(randomBank((arbitrary) => gen(() => arbitrary)))),
    { numRuns: RUNS, endOnFailure: true },
  )

/** The most risk that a customer may be offered, worked out from his facts and the regulation alone; -1: none. */
function mostRisk(
  gate: Extract<PlaybookNode, { kind: 'suitability' }>,
  facts: Figures,
  asOf: number,
): number {
  const [riskClass, assessed] = [facts.get(gate.riskClass), facts.get(gate.assessed)]
  if (typeof riskClass !== 'string' || typeof assessed !== 'number') return -1
  if (assessed > asOf || asOf - assessed >= gate.validFor) return -1
  const usual = riskClass.startsWith('C1') ? 'R1' : `R${riskClass.slice(1)}`
  const most = gate.admits ? gate.admits[riskClass] : usual
  return RISKS.map(String).indexOf(most ?? '')
}

describe('offers', { timeout: RUNS * 10_000 }, () => {
  test('are decided alike by all evaluators', () =>
    holdsForBanks(async ({ plan: made, run, customers }) => {
      expect(await findDisagreement(made, customers.slice(0, 20), run)).toBe(null)
    }))

  test('are never of more risk than the customer’s class may bear, nor made without a valid assessment', () =>
    holdsForBanks((bank) => {
      const { plan: made, run, customers } = bank
      const { value } = decided(bank)
      const view = (at: number) => explainer(made).view(populationOf(made, customers), at, run)
      const gate = nodesOf(made, 'suitability')[0] ?? expect.fail('no gate')
      const risk = (product: unknown) =>
        RISKS.findIndex((each) => each === gate.products.find(({ id }) => id === product)?.risk)
      for (const [at, facts] of customers.entries()) {
        const most = mostRisk(gate, facts, run.asOf)
        expect(value(gate.id, at)).toBe(RISKS[most] ?? 'none')
        for (const node of nodesOf(made, 'affinity')) {
          const offered = node.rules.map(({ offer }) => offer)
          const flagged = offered.filter((product) => value(`${node.id}.p_${product}`, at) === true)
          const best = value(node.id, at)
          for (const product of flagged) expect(risk(product)).toBeLessThanOrEqual(most)
          if (best === 'none') expect(flagged).toEqual([])
          else expect(flagged).toContain(best)
        }
        for (const { id, offer } of nodesOf(made, 'campaign')) {
          if (offer && value(id, at) === true) expect(risk(offer.product)).toBeLessThanOrEqual(most)
        }
        if (at % 20 !== 0) continue
        for (const { id, enquiries } of nodesOf(made, 'inbound')) {
          for (const enquiry of enquiries) {
            const answer = answerEnquiry(made, view(at), id, enquiry.id) ?? expect.fail(enquiry.id)
            for (const product of answer.offers) expect(risk(product.id)).toBeLessThanOrEqual(most)
          }
        }
      }
    }))
})

describe('the lists of a bank with campaigns', { timeout: RUNS * 10_000 }, () => {
  const listed = (made: Plan, decisions: Decisions, portfolios: Portfolios) => {
    const lists = dailyLists(decisions, rankingFor(made), portfolios)
    const own = Array.from({ length: ADVISERS }, (_, adviser) => [
      ...lists.customers.subarray(lists.starts[adviser], lists.starts[adviser + 1]),
    ])
    const onList = own.map((all, adviser) => all.slice(0, lists.listed[adviser]))
    return { lists, own, onList }
  }
  const arbiter = (made: Plan) => arbitrationParts(made.arbitration ?? '')
  const campaignOf = (bank: Bank, value: ReturnType<typeof reader>) => (customer: number) =>
    value(bank.plan.arbitration ?? '', customer) === 'campaign'
      ? value(arbiter(bank.plan).source, customer)
      : null

  test('never have anybody who may not be contacted, or of whom it is not known', () =>
    holdsForBanks((bank) => {
      const [policy] = nodesOf(bank.plan, 'contact_policy')
      const { onList } = listed(bank.plan, decided(bank).decisions, bank.portfolios)
      for (const customer of onList.flat())
        expect(bank.customers[customer]?.get(policy?.doNotContact ?? '')).toBe(false)
    }))

  test('never take more minutes than an adviser has, nor more contacts than a quota admits', () =>
    holdsForBanks((bank) => {
      const { decisions, value } = decided(bank)
      const { onList, lists } = listed(bank.plan, decisions, bank.portfolios)
      const campaign = campaignOf(bank, value)
      onList.forEach((customers, adviser) => {
        const minutes = customers.reduce(
          (sum, each) => sum + Number(value(arbiter(bank.plan).minutes, each)),
          0,
        )
        expect(minutes).toBeLessThanOrEqual(bank.portfolios.minutes[adviser] ?? 0)
        expect(lists.minutesListed[adviser]).toBe(minutes)
      })
      for (const { id, quota } of nodesOf(bank.plan, 'campaign')) {
        const counts = onList.map((customers) => customers.filter((each) => campaign(each) === id).length)
        const total = counts.reduce((sum, each) => sum + each, 0)
        expect(total).toBeLessThanOrEqual(quota?.bank ?? Number.POSITIVE_INFINITY)
        for (const each of counts)
          expect(each).toBeLessThanOrEqual(quota?.adviser ?? Number.POSITIVE_INFINITY)
      }
    }))

  test('cut for its quota only a customer whose campaign has none left, for time only who does not fit', () =>
    holdsForBanks((bank) => {
      const { decisions, value } = decided(bank)
      const { own, onList, lists } = listed(bank.plan, decisions, bank.portfolios)
      const campaign = campaignOf(bank, value)
      own.forEach((customers, adviser) => {
        const cuts = customers.map((_, place) => listingAt(lists, adviser, place))
        const left = (bank.portfolios.minutes[adviser] ?? 0) - (lists.minutesListed[adviser] ?? 0)
        const firstLate = customers[cuts.indexOf('cut')]
        if (firstLate !== undefined)
          expect(Number(value(arbiter(bank.plan).minutes, firstLate))).toBeGreaterThan(left)
        customers.forEach((customer, place) => {
          if (cuts[place] !== 'over_quota') return
          const id = campaign(customer)
          const quota = nodesOf(bank.plan, 'campaign').find((each) => each.id === id)?.quota
          const taken = onList.map((all) => all.filter((each) => campaign(each) === id).length)
          const total = taken.reduce((sum, each) => sum + each, 0)
          expect(total === quota?.bank || taken[adviser] === quota?.adviser).toBe(true)
        })
      })
    }))

  test('list duties and events as if there were no campaigns', () =>
    holdsForBanks((bank) => {
      const without = planned({
        ...bank.plan.playbook,
        nodes: bank.plan.playbook.nodes.map((node) =>
          node.kind === 'arbitration' ? { ...node, campaigns: [] } : node,
        ),
      })
      const { decisions, value } = decided(bank)
      const campaign = campaignOf(bank, value)
      const bare = { ...bank, plan: without }
      const [all, plain] = [
        listed(bank.plan, decisions, bank.portfolios),
        listed(without, decided(bare).decisions, bank.portfolios),
      ]
      expect(all.onList.map((customers) => customers.filter((each) => campaign(each) === null))).toEqual(
        plain.onList,
      )
    }))

  test('with more minutes lose only campaign contacts, to better ranked ones of the same campaign', () =>
    holdsForBanks((bank) => {
      const { decisions, value } = decided(bank)
      const campaign = campaignOf(bank, value)
      const more = bank.portfolios.minutes.map((each) => each + bank.draw(fc.nat(120)))
      const [before, after] = [
        listed(bank.plan, decisions, bank.portfolios),
        listed(bank.plan, decisions, { ...bank.portfolios, minutes: more }),
      ]
      const stays = new Set(after.onList.flat())
      const score = (customer: number) => Number(value(arbiter(bank.plan).score, customer))
      for (const customer of before.onList.flat()) {
        if (stays.has(customer)) continue
        const id = campaign(customer)
        expect(id).not.toBe(null)
        const came = after.onList
          .flat()
          .filter((each) => campaign(each) === id && !before.onList.flat().includes(each))
        expect(came.some((each) => score(each) >= score(customer))).toBe(true)
      }
      for (const { id } of nodesOf(bank.plan, 'campaign')) {
        const total = (lists: typeof before) =>
          lists.onList.flat().filter((each) => campaign(each) === id).length
        expect(total(after)).toBeGreaterThanOrEqual(total(before))
      }
    }))

  test('are the same every time, and go on where a day’s contacts left off', () =>
    holdsForBanks((bank) => {
      const { decisions, value } = decided(bank)
      const campaign = campaignOf(bank, value)
      const once = listed(bank.plan, decisions, bank.portfolios)
      expect(listed(bank.plan, decisions, bank.portfolios)).toEqual(once)
      // The first contacts of the first adviser are made: their places are taken, and so is their time.
      const done = once.onList[0]?.slice(0, 2) ?? []
      const campaignBefore = new Map(done.map((customer) => [customer, campaign(customer)] as const))
      const action = decisions.columns.get(bank.plan.arbitration ?? '')
      for (const customer of done) if (action) action[customer] = 0
      const minutes = bank.portfolios.minutes.map((each, adviser) =>
        adviser === 0
          ? each - done.reduce((sum, at) => sum + Number(value(arbiter(bank.plan).minutes, at)), 0)
          : each,
      )
      const made = done.flatMap((customer) => {
        const id = campaignBefore.get(customer)
        return typeof id === 'string' ? [{ campaign: id, adviser: 0 }] : []
      })
      const rest = listed(bank.plan, decisions, { ...bank.portfolios, minutes, made })
      expect(rest.onList).toEqual(
        once.onList.map((customers) => customers.filter((each) => !done.includes(each))),
      )
    }))
})
