import type { Day } from '@branch-playbook/engine'
import { openFeedWriters } from '../../feeds/write.ts'
import { type DemoBranch, drawBranches } from './branches.ts'
import { drawContacts, type Wishes } from './contacts.ts'
import { type DemoHolding, drawHoldings, holdingOn } from './holdings.ts'
import { Households } from './households.ts'
import { drawPerson } from './person.ts'
import { PRODUCTS } from './products.ts'
import { type Random, randomOf } from './random.ts'
import { drawTransactions, seasonalDays, TRANSACTION_DAYS } from './transactions.ts'
import { contributionOf, type Tier, tierOf } from './worth.ts'

export interface DemoOrder {
  readonly customers: number
  readonly seed: number
  readonly asOf: Day
}

const RISK_CLASSES = ['C1', 'C2', 'C3', 'C4', 'C5'] as const

/**
 * Writes the feeds of a bank that does not exist; the same order writes the same files.
 * @param day For how the bank stood on an earlier day than the one it is drawn as of. From one day to the next
 * there is only more: customers, contacts, transactions, and what they make of the balances.
 */
export function writeDemoFeeds({ customers, seed, asOf }: DemoOrder, directory: string, day = asOf): void {
  const random = randomOf(seed)
  const feeds = openFeedWriters(directory)
  try {
    const branches = drawBranches(random, customers)
    for (const { id, name, nameEn, advisers } of branches) {
      feeds.of('branches').write({ id, name, name_en: nameEn })
      for (const adviser of advisers) {
        feeds.of('advisers').write({
          id: adviser.id,
          name: adviser.name,
          branch: id,
          minutes_per_day: adviser.minutesPerDay,
        })
      }
    }
    for (const { id, name, nameEn, group, rateSensitive, riskLevel } of PRODUCTS) {
      feeds.of('products').write({
        id,
        name,
        name_en: nameEn,
        group,
        rate_sensitive: rateSensitive,
        risk_level: riskLevel,
      })
    }
    writeCustomers(random, customers, branches, { asOf, day }, feeds)
  } finally {
    feeds.close()
  }
}

function writeCustomers(
  random: Random,
  count: number,
  branches: readonly DemoBranch[],
  { asOf, day }: { readonly asOf: Day; readonly day: Day },
  feeds: ReturnType<typeof openFeedWriters>,
): void {
  const [first, ...others] = branches.map((branch) => [branch, branch.weight] as const)
  if (!first) return
  const digits = Math.max(6, String(count).length)
  const dayBySeason = seasonalDays(asOf - TRANSACTION_DAYS + 1, asOf)
  const [customerFeed, holdingFeed] = [feeds.of('customers'), feeds.of('holdings')]
  const [transactionFeed, contactFeed] = [feeds.of('transactions'), feeds.of('contacts')]
  const numbers = { holding: 0, transaction: 0, contact: 0 }
  const households = new Households()
  for (let at = 1; at <= count; at += 1) {
    const id = `C${String(at).padStart(digits, '0')}`
    const branch = random.weighted([first, ...others])
    const [anyAdviser, ...colleagues] = branch.advisers
    const adviser = anyAdviser && !random.chance(0.02) ? random.pick([anyAdviser, ...colleagues]) : null
    const person = drawPerson(random, asOf)
    const isCustomer = person.since <= day
    const holdings = drawHoldings(random, person, asOf)
    const contribution = contributionOf(holdings)
    const tier = tierOf(contribution)
    const wishes = drawWishes(random, tier)
    const customer = {
      id,
      name: person.name,
      branch: branch.id,
      adviser: adviser?.id ?? null,
      birth_date: random.chance(0.01) ? null : person.birth,
      phone: person.phone,
      ...wishes,
      ...riskOn(day, drawRisk(random, person.wealth, asOf)),
      ...drawPast(random, contribution, tier),
      customer_since: person.since,
      household: households.of(at, branch.id, person),
      ...consentsOf(at, wishes, person.since, day),
    }
    if (isCustomer) customerFeed.write(customer)
    const demand = holdings.length === 0 ? null : `H${numbers.holding + 1}`
    let movedLater = 0
    drawTransactions(random, person, holdings, asOf, dayBySeason, (on, amount, kind, madeBy) => {
      numbers.transaction += 1
      if (on > day) movedLater += amount
      else if (isCustomer) {
        transactionFeed.write({
          id: `P${numbers.transaction}`,
          customer: id,
          day: on,
          amount,
          kind,
          made_by: madeBy,
          holding: demand,
        })
      }
    })
    for (const [place, drawn] of holdings.entries()) {
      numbers.holding += 1
      const held = isCustomer ? holdingOn(day, drawn) : null
      if (!held) continue
      const balance = place === 0 ? Math.max(0, held.balance - movedLater) : held.balance
      const { product, opened, matures } = held
      holdingFeed.write({
        id: `H${numbers.holding}`,
        customer: id,
        product: product.id,
        balance,
        opened,
        matures,
      })
    }
    for (const contact of drawContacts(random, tier, wishes, nearestMaturity(holdings, asOf), asOf)) {
      numbers.contact += 1
      if (contact.day > day || !isCustomer) continue
      contactFeed.write({ id: `K${numbers.contact}`, customer: id, adviser: adviser?.id ?? null, ...contact })
    }
  }
}

function nearestMaturity(holdings: readonly DemoHolding[], asOf: Day): Day | null {
  const days = holdings.flatMap(({ product, matures }) =>
    matures !== null && matures >= asOf && product.group !== 'loans' ? [matures] : [],
  )
  return days.length === 0 ? null : Math.min(...days)
}

/** What a customer said about being contacted; the better he is known, the more often he was asked. */
function drawWishes(random: Random, tier: Tier): Wishes {
  const asked = tier === 'A' || tier === 'B' ? 0.97 : tier === 'E' ? 0.82 : 0.92
  const agreed = (share: number) => (random.chance(asked) ? random.chance(share) : null)
  return {
    do_not_contact: random.chance(0.01) ? null : random.chance(0.015),
    consent_phone: agreed(0.94),
    consent_sms: agreed(0.85),
    consent_wechat: agreed(0.78),
  }
}

const SOURCES = ['开户协议', '手机银行', '开户协议', '网点签署', '电话录音'] as const

/** When and where the wishes were last said; nothing is drawn for it. */
function consentsOf(
  at: number,
  { consent_phone, consent_sms, consent_wechat }: Wishes,
  since: Day,
  day: Day,
) {
  const asked = [consent_phone, consent_sms, consent_wechat].some((consent) => consent !== null)
  if (!asked) return { consents_recorded: null, consents_source: null }
  const source = SOURCES[at % SOURCES.length] ?? SOURCES[0]
  const recorded = source === SOURCES[0] ? since : Math.min(day, since + ((at * 37) % 900))
  return { consents_recorded: recorded, consents_source: source }
}

/** Investors are assessed; who only saves often was not. */
function drawRisk(random: Random, wealth: number, asOf: Day) {
  if (random.chance(wealth > 50_000 ? 0.18 : 0.55)) return { risk_class: null, risk_assessed: null }
  const place = Math.round(Math.min(4, Math.max(0, 1.7 + random.normal())))
  return { risk_class: RISK_CLASSES[place] ?? 'C2', risk_assessed: asOf - random.whole(1, 500) }
}

/** What was known of an assessment on an earlier day. */
function riskOn(day: Day, drawn: ReturnType<typeof drawRisk>): ReturnType<typeof drawRisk> {
  const isKnown = drawn.risk_assessed !== null && drawn.risk_assessed <= day
  return isKnown ? drawn : { risk_class: null, risk_assessed: null }
}

/** The tier held so far: mostly today's, sometimes one from a better or worse past. */
function drawPast(random: Random, contribution: number, today: Tier) {
  if (random.chance(0.03)) return { tier: null, months_below: null }
  const tier = tierOf(contribution * Math.exp(0.18 * random.normal()))
  // Tiers are letters in the order of the alphabet, A the best.
  return { tier, months_below: tier < today ? random.whole(1, 2) : 0 }
}
