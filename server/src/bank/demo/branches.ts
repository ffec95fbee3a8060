import { nameOf } from './names.ts'
import type { Random } from './random.ts'

/** Places of a city that does not exist, with what share of the customers lives around them. */
const PLACES: readonly (readonly [name: string, english: string, weight: number])[] = [
  ['城中', 'Chengzhong', 14],
  ['滨江', 'Binjiang', 11],
  ['高新区', 'High-tech Zone', 10],
  ['金融街', 'Finance Street', 6],
  ['大学城', 'University Town', 8],
  ['老城', 'Old Town', 10],
  ['火车站', 'Railway Station', 8],
  ['临港', 'Lingang', 6],
  ['翠湖', 'Cuihu', 8],
  ['北园', 'Beiyuan', 7],
  ['南门', 'South Gate', 7],
  ['东郊', 'Dongjiao', 5],
]

/** The default size, which smaller and larger banks scale from. */
const CUSTOMERS_PER_BRANCH = 20_000 / 12
const CUSTOMERS_PER_ADVISER = 20_000 / 60

export interface DemoBranch {
  readonly id: string
  readonly name: string
  readonly nameEn: string
  readonly weight: number
  readonly advisers: readonly DemoAdviser[]
}

interface DemoAdviser {
  readonly id: string
  readonly name: string
  readonly minutesPerDay: number
}

/** Branches and their advisers for that many customers: 12 and 60 for 20,000. */
export function drawBranches(random: Random, customers: number): DemoBranch[] {
  const count = Math.max(1, Math.round(customers / CUSTOMERS_PER_BRANCH))
  const places = Array.from({ length: count }, (_, at) => {
    const [name, english, weight] = PLACES[at % PLACES.length] ?? ['城中', 'Chengzhong', 1]
    const round = Math.floor(at / PLACES.length) + 1
    return {
      id: `B${String(at + 1).padStart(3, '0')}`,
      name: round === 1 ? `${name}支行` : `${name}第${round}支行`,
      nameEn: round === 1 ? `${english} Branch` : `${english} Branch No. ${round}`,
      weight,
    }
  })
  const shares = advisersOf(
    places.map(({ weight }) => weight),
    customers,
  )
  let number = 0
  return places.map((place, at) => ({
    ...place,
    advisers: Array.from({ length: shares[at] ?? 1 }, () => {
      number += 1
      return {
        id: `M${String(number).padStart(4, '0')}`,
        name: nameOf(random, random.whole(1975, 1999)),
        // What the counter leaves of a day: on some days more is due than there is time for.
        minutesPerDay: random.pick([60, 75, 90, 90, 90, 120]),
      }
    }),
  }))
}

/** Advisers per branch in proportion to its customers, at least one each, the total as given by the size. */
function advisersOf(weights: readonly number[], customers: number): number[] {
  const total = Math.max(weights.length, Math.round(customers / CUSTOMERS_PER_ADVISER))
  const sum = weights.reduce((all, weight) => all + weight, 0)
  const shares = weights.map(() => 1)
  for (let left = total - weights.length; left > 0; left -= 1) {
    let neediest = 0
    const need = (at: number) => (weights[at] ?? 0) / sum / (shares[at] ?? 1)
    for (let at = 1; at < weights.length; at += 1) if (need(at) > need(neediest)) neediest = at
    shares[neediest] = (shares[neediest] ?? 0) + 1
  }
  return shares
}
