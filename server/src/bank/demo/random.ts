import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** Something with its relative frequency. */
export type Weighted<Thing> = readonly [thing: Thing, weight: number]

/** Seeded chance: the same seed draws the same bank on every machine. */
export interface Random {
  /** From 0 to below 1. */
  fraction(): number
  chance(probability: number): boolean
  /** A whole number, both ends included. */
  whole(from: number, to: number): number
  /** Around 0, with standard deviation 1. */
  normal(): number
  /** Half of the draws are below the median; a sigma of 1.8 makes the tail of private wealth. */
  logNormal(median: number, sigma: number): number
  /** How often something of that mean frequency happens. */
  poisson(mean: number): number
  pick<Thing>(things: readonly [Thing, ...Thing[]]): Thing
  weighted<Thing>(things: readonly [Weighted<Thing>, ...Weighted<Thing>[]]): Thing
}

export function randomOf(seed: number): Random {
  const generator = xoroshiro128plus(seed)
  const fraction = () => uniformFloat64(generator)
  // 1 - fraction is never 0, whose logarithm is infinite.
  const normal = () => Math.sqrt(-2 * Math.log(1 - fraction())) * Math.cos(2 * Math.PI * fraction())
  return {
    fraction,
    chance: (probability) => fraction() < probability,
    whole: (from, to) => from + Math.floor(fraction() * (to - from + 1)),
    normal,
    logNormal: (median, sigma) => median * Math.exp(sigma * normal()),
    poisson: (mean) => {
      if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()))
      const limit = Math.exp(-mean)
      let product = fraction()
      let count = 0
      while (product > limit) {
        product *= fraction()
        count += 1
      }
      return count
    },
    pick: (things) => things[Math.floor(fraction() * things.length)] ?? things[0],
    weighted: (things) => {
      let total = 0
      for (const [, weight] of things) total += weight
      let left = fraction() * total
      for (const [thing, weight] of things) {
        left -= weight
        if (left < 0) return thing
      }
      return things[0][0]
    },
  }
}
