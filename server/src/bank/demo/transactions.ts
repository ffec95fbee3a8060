import { type Day, monthAndDate, monthlyOn, spendingSeason } from './days.ts'
import type { DemoHolding } from './holdings.ts'
import type { Person } from './person.ts'
import type { Random } from './random.ts'

/** How far back the demo bank's transactions go. */
export const TRANSACTION_DAYS = 180

/** The sign says the direction; amounts in fen. */
export type Post = (day: Day, amount: number, kind: string, madeBy: 'customer' | 'bank') => void

const fen = (yuan: number): number => Math.max(1, Math.round(yuan * 100))

/** Draws days by their season: some days of the window see twice the payments of others. */
export function seasonalDays(from: Day, to: Day): (fraction: number) => Day {
  const sums: number[] = []
  let sum = 0
  for (let day = from; day <= to; day += 1) {
    sum += spendingSeason(day)
    sums.push(sum)
  }
  return (fraction) => {
    const wanted = fraction * sum
    let low = 0
    let high = sums.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if ((sums[middle] ?? 0) > wanted) high = middle
      else low = middle + 1
    }
    return from + low
  }
}

/** Posts half a year of a customer's transactions, and what the bank itself posts on his account. */
export function drawTransactions(
  random: Random,
  person: Person,
  holdings: readonly DemoHolding[],
  asOf: Day,
  dayBySeason: (fraction: number) => Day,
  post: Post,
): void {
  const from = asOf - TRANSACTION_DAYS + 1
  if (person.payments >= 1) {
    postIncome(random, person, from, asOf, post)
    postPayments(random, person, dayBySeason, post)
    postRepayments(random, holdings, from, asOf, post)
    postInvestments(random, person, from, asOf, post)
  } else if (person.payments > 0) {
    postPayments(random, person, dayBySeason, post)
  }
  if (random.chance(0.013)) {
    post(asOf - random.whole(0, 29), fen(50_000 + random.logNormal(60_000, 0.9)), 'transfer_in', 'customer')
  }
  postByBank(random, person, holdings, from, asOf, post)
}

function postIncome(random: Random, person: Person, from: Day, to: Day, post: Post): void {
  if (person.living === 'self_employed') {
    for (let times = random.poisson(15); times > 0; times -= 1) {
      post(random.whole(from, to), fen(random.logNormal(person.income / 2.5, 0.9)), 'transfer_in', 'customer')
    }
    return
  }
  const date = person.living === 'retired' ? 15 : random.pick([5, 8, 10, 10, 12, 15, 25])
  const kind = { employed: 'salary', retired: 'pension', student: 'transfer_in', at_home: 'transfer_in' }[
    person.living
  ]
  const change = changeOfPay(person.income, to)
  for (const day of monthlyOn(date, from, to)) {
    // The year's bonus comes with the January pay.
    const bonus = kind === 'salary' && monthAndDate(day)[0] === 1 ? 1 + 2 * random.fraction() : 1
    const part = day >= change.from ? change.to : 1
    const pay = person.income * bonus * part * (0.97 + 0.06 * random.fraction())
    if (part > 0) post(day, fen(pay), kind, 'customer')
  }
}

/**
 * One in forty is paid more, less or no more for some weeks. It is read off his income, so that it takes no draw of
 * chance from the rest of the bank.
 */
function changeOfPay(income: number, asOf: Day): { readonly from: Day; readonly to: number } {
  const drawn = Math.floor(income * 100)
  if (drawn % 40 !== 0) return { from: asOf + 1, to: 1 }
  return { from: asOf - (Math.floor(drawn / 40) % 75), to: [0, 0.7, 1.4][Math.floor(drawn / 3_000) % 3] ?? 1 }
}

function postPayments(
  random: Random,
  person: Person,
  dayBySeason: (fraction: number) => Day,
  post: Post,
): void {
  const typical = Math.max(60, person.income / 28)
  for (let times = random.poisson(person.payments * (TRANSACTION_DAYS / 30)); times > 0; times -= 1) {
    const kind = random.weighted([
      ['card_payment', 62],
      ['transfer_out', 16],
      ['bill', 12],
      ['cash_out', 6],
      ['cash_in', 4],
    ])
    const size = kind === 'transfer_out' || kind === 'cash_in' ? typical * 6 : typical
    const amount = fen(Math.min(random.logNormal(size, 0.9), 48_000))
    post(dayBySeason(random.fraction()), kind === 'cash_in' ? amount : -amount, kind, 'customer')
  }
}

/** Who has money moves it between products, banks and brokers; how much depends on how much there is. */
function postInvestments(random: Random, person: Person, from: Day, to: Day, post: Post): void {
  if (person.wealth < 50_000 || !random.chance(0.4)) return
  for (let times = random.poisson(4); times > 0; times -= 1) {
    const amount = fen(Math.min(person.wealth * 0.5, random.logNormal(person.wealth * 0.06, 0.9)))
    const day = random.whole(from, to)
    if (random.chance(0.3)) post(day, amount, 'transfer_in', 'customer')
    else post(day, -amount, random.chance(0.6) ? 'investment' : 'transfer_out', 'customer')
  }
}

function postRepayments(
  random: Random,
  holdings: readonly DemoHolding[],
  from: Day,
  to: Day,
  post: Post,
): void {
  for (const { product, balance, matures, opened } of holdings) {
    if (product.group === 'loans' && matures !== null) {
      const monthsLeft = Math.max(1, Math.round((matures - to) / 30.4))
      const payment = Math.round((balance / monthsLeft) * (product.id === 'L01' ? 1.6 : 1.05))
      for (const day of monthlyOn(20, Math.max(from, opened + 1), to))
        post(day, -payment, 'loan_repayment', 'customer')
    }
    if (product.group === 'cards') {
      for (const day of monthlyOn(random.pick([3, 8, 18, 23]), from, to)) {
        if (balance > 0)
          post(
            day,
            -Math.max(5_000, Math.round(balance * (0.4 + 0.6 * random.fraction()))),
            'transfer_out',
            'customer',
          )
      }
    }
  }
}

/** Interest is credited on the 21st of every third month; the message service costs 3 yuan a month. */
function postByBank(
  random: Random,
  person: Person,
  holdings: readonly DemoHolding[],
  from: Day,
  to: Day,
  post: Post,
): void {
  const demand = holdings[0]?.balance ?? 0
  for (const day of monthlyOn(21, from, to)) {
    if (monthAndDate(day)[0] % 3 === 0)
      post(day, Math.max(1, Math.round((demand * 0.0005) / 4)), 'interest', 'bank')
  }
  if (person.phone !== null && random.chance(0.55)) {
    for (const day of monthlyOn(1, from, to)) post(day, -300, 'fee', 'bank')
  }
  if (holdings.some(({ product }) => product.id === 'C02') && random.chance(0.3)) {
    post(random.whole(from, to), -60_000, 'fee', 'bank')
  }
}
