import { type Day, formatDay } from '@branch-playbook/engine'
import type { DecidedDay, Load, Side } from './decided-day.ts'
import { KINDS, type Kind } from './happened.ts'

/**
 * What became of a place on a list: `contacted` within the window; `missed`, nobody contacted the customer;
 * `unworked`, no contact at all came of that member's list, so that nothing can be said; `open`, the window is
 * not over.
 */
export const FATES = ['contacted', 'missed', 'unworked', 'open'] as const
export type Fate = (typeof FATES)[number]

/** By what figures are told apart. */
export const BY = ['day', 'tier', 'strategy', 'reason', 'branch', 'adviser'] as const
export type By = (typeof BY)[number]

/** The figures of one side: places on lists, and what happened inside and outside of the lists. */
export interface Figures extends Record<Fate, number> {
  /** Places on lists: who stays on the list counts again every day. */
  listed: number
  /** Of them with customers who were on the other side's lists of the day as well. */
  shared: number
  /** Minutes of what is listed. */
  minutes: number
  /** What the lists came to; null where it is of no list as a whole, as by tier. */
  load: { -readonly [Key in keyof Omit<Load, 'minutes'>]: number } | null
  readonly inside: Record<Kind, number>
  readonly outside: Record<Kind, number>
}

const NO_LOAD = { capacity: 0, due: 0, cut: 0, overQuota: 0 }

const noneOf = (): Record<Kind, number> => ({ reached: 0, not_reached: 0, refused: 0, ordered: 0 })

const noFigures = (hasLoad: boolean): Figures => ({
  listed: 0,
  shared: 0,
  contacted: 0,
  missed: 0,
  unworked: 0,
  open: 0,
  minutes: 0,
  load: hasLoad ? { ...NO_LOAD } : null,
  inside: noneOf(),
  outside: noneOf(),
})

/** Where something stands, by everything by which it can be told apart; null for nowhere. */
export type Place = Readonly<Record<By, string | null>>

/** Places of the codes of a decided day. Codes count from 1, and 0 is none. */
export const placeOf = (
  { members, tiers, strategies, reasons }: DecidedDay,
  day: Day,
  codes: {
    readonly member: number
    readonly tier: number
    readonly strategy: number
    readonly reason: number
  },
): Place => ({
  day: formatDay(day),
  tier: tiers[codes.tier - 1] ?? null,
  strategy: strategies[codes.strategy - 1]?.id ?? null,
  reason: reasons[codes.reason - 1]?.id ?? null,
  branch: members[codes.member]?.branch ?? null,
  adviser: members[codes.member]?.id ?? null,
})

/** By what a list as a whole can be told apart. */
const OF_LISTS = ['day', 'branch', 'adviser'] as const

export type Row = { readonly value: string | null } & Readonly<Record<Side, Figures>>

/** Figures of both sides, in all and by everything by which they are told apart. */
export class Tally {
  readonly total: Readonly<Record<Side, Figures>> = { then: noFigures(true), draft: noFigures(true) }
  readonly #rows = new Map<By, Map<string | null, Row>>(BY.map((by) => [by, new Map()]))

  /** Names values in the order in which they are to be told, whether or not anything comes of them. */
  expect(by: By, values: Iterable<string>): void {
    for (const value of values) this.#row(by, value)
  }

  /** Counts something in everywhere where it stands. */
  count(side: Side, place: Place, add: (figures: Figures) => void): void {
    add(this.total[side])
    for (const by of BY) add(this.#row(by, place[by])[side])
  }

  /** Counts in what a member's list of a day came to. */
  countLoad(side: Side, place: Pick<Place, 'day' | 'branch' | 'adviser'>, load: Load): void {
    const places = [this.total[side], ...OF_LISTS.map((by) => this.#row(by, place[by])[side])]
    for (const { load: sum } of places) {
      if (!sum) continue
      sum.capacity += load.capacity
      sum.due += load.due
      sum.cut += load.cut
      sum.overQuota += load.overQuota
    }
  }

  /** The rows of one way of telling figures apart, without those of which nothing came; having none is last. */
  rows(by: By): Row[] {
    const all = [...(this.#rows.get(by)?.values() ?? [])]
    const told = by === 'day' ? all : all.filter(({ then, draft }) => hasAny(then) || hasAny(draft))
    return told.toSorted((left, right) => Number(left.value === null) - Number(right.value === null))
  }

  #row(by: By, value: string | null): Row {
    const rows = this.#rows.get(by)
    const known = rows?.get(value)
    if (known) return known
    const hasLoad = OF_LISTS.some((each) => each === by)
    const row = { value, then: noFigures(hasLoad), draft: noFigures(hasLoad) }
    rows?.set(value, row)
    return row
  }
}

const hasAny = ({ listed, load, inside, outside }: Figures): boolean =>
  listed > 0 || (load?.due ?? 0) > 0 || KINDS.some((kind) => inside[kind] + outside[kind] > 0)
