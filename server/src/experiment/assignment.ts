import { hash } from 'node:crypto'

/** What a unit sees in an experiment: the champion, the challenger, or the champion for good. */
export const SIDES = ['champion', 'challenger', 'holdout'] as const
export type Side = (typeof SIDES)[number]

/** Something for every side. */
export const bySide = <Each>(make: (side: Side) => Each): Record<Side, Each> => ({
  champion: make('champion'),
  challenger: make('challenger'),
  holdout: make('holdout'),
})

/** Shares are hundredths of a percent. */
export const WHOLE = 10_000

/** Who is on which side: a seed, and the two shares in hundredths of a percent, together at most `WHOLE`. */
export interface Split {
  readonly seed: string
  readonly share: number
  readonly holdout: number
}

/**
 * The place of a unit, a whole number from 0 up to but not including 10,000: the first eight hexadecimal digits
 * of the SHA-256 of `seed:unit` in UTF-8, modulo 10,000. Anybody can check it with `sha256sum`. It depends on
 * nothing else, so a unit keeps its place when others join or leave.
 */
export const placeOf = (seed: string, unit: string): number =>
  Number.parseInt(hash('sha256', `${seed}:${unit}`, 'hex').slice(0, 8), 16) % WHOLE

/**
 * The side of the unit at a place: the challenger from below, the holdout from above, and the champion between.
 * So a share that grows only adds units to the challenger, and never one of the holdout.
 */
export function sideAt({ share, holdout }: Omit<Split, 'seed'>, place: number): Side {
  if (place < share) return 'challenger'
  return place >= WHOLE - holdout ? 'holdout' : 'champion'
}

/** The side of a unit. */
export const sideOf = (split: Split, unit: string): Side => sideAt(split, placeOf(split.seed, unit))
