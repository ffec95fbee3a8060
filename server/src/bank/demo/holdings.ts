import { addMonths, type Day } from './days.ts'
import type { Person } from './person.ts'
import { type DemoProduct, PRODUCTS, type ProductGroup } from './products.ts'
import type { Random } from './random.ts'

export interface DemoHolding {
  readonly product: DemoProduct
  /** Fen. */
  readonly balance: number
  readonly opened: Day
  readonly matures: Day | null
}

const ofGroup = (group: ProductGroup): readonly DemoProduct[] =>
  PRODUCTS.filter((product) => product.group === group)

/** From what wealth on (yuan) a group is held, by how many, and how large a part of the wealth it may be. */
const SAVINGS: readonly (readonly [group: ProductGroup, from: number, share: number, weight: number])[] = [
  ['term_deposits', 8_000, 0.55, 1],
  ['wealth', 20_000, 0.45, 0.9],
  ['funds', 10_000, 0.3, 0.35],
  ['insurance', 15_000, 0.22, 0.3],
  ['securities', 60_000, 0.14, 0.5],
  ['gold', 30_000, 0.07, 0.15],
]

const CATALOGUE = new Map(SAVINGS.map(([group]) => [group, ofGroup(group)]))
const LOANS = ofGroup('loans')
const CARDS = ofGroup('cards')
const DEMAND = ofGroup('demand_deposits')

/** Everything a person holds; the demand deposit comes first and everybody has one. */
export function drawHoldings(random: Random, person: Person, asOf: Day): DemoHolding[] {
  const chosen = SAVINGS.filter(([, from, share]) => {
    if (person.wealth < from) return false
    return random.chance(Math.min(0.95, share * (1 + Math.log10(person.wealth / from) * 0.45)))
  }).map(([group, , , weight]) => ({ group, weight: weight * (0.3 + random.fraction()) }))
  const idle = chosen.length === 0 ? 1 : Math.min(0.9, random.logNormal(0.14, 0.75))
  const weights = chosen.reduce((sum, { weight }) => sum + weight, 0)
  const holdings: DemoHolding[] = [demandDeposit(person, person.wealth * idle, asOf)]
  for (const { group, weight } of chosen) {
    const amount = (person.wealth * (1 - idle) * weight) / weights
    const pieces = amount > 100_000 ? random.whole(1, 3) : 1
    const parts = Array.from({ length: pieces }, () => 0.4 + random.fraction())
    const whole = parts.reduce((sum, part) => sum + part, 0)
    for (const part of parts) {
      const product = pickFrom(random, CATALOGUE.get(group) ?? [])
      holdings.push(saving(random, product, (amount * part) / whole, person, asOf))
    }
  }
  return [...holdings, ...drawDebts(random, person, asOf)]
}

function pickFrom(random: Random, products: readonly DemoProduct[]): DemoProduct {
  const [first, ...others] = products.map((product) => [product, product.weight] as const)
  if (!first) throw new Error('A product group of the demo bank is empty.')
  return random.weighted([first, ...others])
}

function demandDeposit(person: Person, yuan: number, asOf: Day): DemoHolding {
  const [product] = DEMAND
  if (!product) throw new Error('The demo bank has no demand deposit.')
  return { product, balance: Math.round(yuan * 100), opened: Math.min(person.since, asOf), matures: null }
}

/** Money people put away comes in round sums. */
const rounded = (yuan: number): number => Math.max(1_000, Math.round(yuan / 1_000) * 1_000) * 100

function saving(random: Random, product: DemoProduct, yuan: number, person: Person, asOf: Day): DemoHolding {
  const since = Math.min(person.since, asOf)
  if (product.term === null) {
    return { product, balance: Math.round(yuan * 100), opened: random.whole(since, asOf), matures: null }
  }
  if (product.group === 'wealth') {
    // Wealth products are issued once a week, so that they also fall due on one day of the week.
    const matures = nextWednesday(asOf + random.whole(0, product.term - 1))
    return { product, balance: rounded(yuan), opened: Math.min(matures - product.term, asOf), matures }
  }
  const opened = addMonths(asOf, -random.whole(0, product.term - 1)) - random.whole(0, 30)
  // The year's opening campaign draws a good part of all term deposits into January.
  const campaign = random.chance(0.3) ? januaryBefore(opened) : opened
  const start = addMonths(campaign, product.term) < asOf ? opened : campaign
  return { product, balance: rounded(yuan), opened: start, matures: rolledOver(start, product.term, asOf) }
}

const nextWednesday = (day: Day): Day => day + ((((6 - day) % 7) + 7) % 7)

function januaryBefore(day: Day): Day {
  const year = new Date(day * 86_400_000).getUTCFullYear()
  return Date.UTC(year, 0, 5 + (day % 20)) / 86_400_000
}

/** Deposits are renewed for the same term until the day. */
function rolledOver(opened: Day, months: number, asOf: Day): Day {
  let matures = addMonths(opened, months)
  for (let rounds = 2; matures < asOf; rounds += 1) matures = addMonths(opened, months * rounds)
  return matures
}

/** A holding as it stood on an earlier day than the one it was drawn as of; null before it was there. */
export function holdingOn(day: Day, holding: DemoHolding): DemoHolding | null {
  const { product, opened, matures } = holding
  const renewed = matures !== null && product.term !== null && product.group !== 'loans'
  if (renewed && product.group === 'wealth') {
    let [begun, due] = [opened, matures]
    while (begun > day) {
      due -= product.term
      begun = due - product.term
    }
    return { ...holding, opened: begun, matures: due }
  }
  if (opened > day) return null
  return renewed ? { ...holding, matures: rolledOver(opened, product.term, day) } : holding
}

function drawDebts(random: Random, person: Person, asOf: Day): DemoHolding[] {
  const debts: DemoHolding[] = []
  const working = person.living === 'employed' || person.living === 'self_employed'
  const [home, consumer, business] = LOANS
  const [card, platinum] = CARDS
  const lend = (product: DemoProduct | undefined, yuan: number, months: number) => {
    if (!product) return
    const passed = random.whole(1, months - 1)
    const opened = addMonths(asOf, -passed)
    const left = Math.round(yuan * (1 - passed / months)) * 100
    debts.push({ product, balance: left, opened, matures: addMonths(opened, months) })
  }
  if (working && person.age >= 26 && random.chance(0.1))
    lend(home, random.logNormal(520_000, 0.5), random.pick([120, 180, 240, 300, 360]))
  if (working && random.chance(0.07)) lend(consumer, random.logNormal(60_000, 0.6), random.pick([12, 24, 36]))
  if (person.living === 'self_employed' && random.chance(0.12))
    lend(business, random.logNormal(300_000, 0.7), 12)
  if (person.living !== 'student' && random.chance(person.age > 65 ? 0.06 : 0.34)) {
    const product = person.wealth > 600_000 && platinum ? platinum : card
    const owed = random.chance(0.25) ? 0 : random.logNormal(2_600, 1)
    if (product) {
      debts.push({
        product,
        balance: Math.round(Math.min(owed, 150_000) * 100),
        opened: random.whole(Math.min(person.since, asOf), asOf),
        matures: null,
      })
    }
  }
  return debts
}
