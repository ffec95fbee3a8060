import { formatDay } from '@branch-playbook/engine'
import { type Backtest, codesAt, type Fell } from './backtest.ts'
import type { Side, Standing } from './decided-day.ts'
import { type By, FATES, type Fate, type Place, placeOf } from './figures.ts'
import { KINDS, type Kind } from './happened.ts'

/** Figures behind which there are customers: places on lists, or what happened inside or outside of the lists. */
export const PICKS = ['listed', 'shared', 'own', ...FATES, 'inside', 'outside'] as const

/** Which customers are wanted. */
export interface Wanted {
  readonly side: Side
  readonly figure: (typeof PICKS)[number]
  /** Only those that stand there; a value of null is to have none. */
  readonly at: { readonly by: By; readonly value: string | null } | null
  /** Only those with whom that happened. */
  readonly kind: Kind | null
  /** Of what happened, only what fell so on the other side. */
  readonly other: 'inside' | 'outside' | null
}

/** A place on a list, or something that happened, with the customer whose it is. */
export interface Picked {
  readonly customer: string
  readonly place: Place
  /** What became of him that day. */
  readonly standing: Standing
  readonly fate: Fate | null
  readonly kind: Kind | null
}

/** The customers behind a figure, by day, one at a time, so that nobody has to hold all of them. */
export function* picked(backtest: Backtest, wanted: Wanted): Generator<Picked> {
  const found = wanted.figure === 'inside' || wanted.figure === 'outside' ? happened : listed
  for (const each of found(backtest, wanted)) {
    const { at, kind } = wanted
    if ((at === null || each.place[at.by] === at.value) && (kind === null || each.kind === kind)) yield each
  }
}

function* listed({ days }: Backtest, { side, figure }: Wanted): Generator<Picked> {
  for (const { decided, sides } of days) {
    const { lists, fate, kind, shared } = sides[side]
    for (const [at, customer] of lists.customers.entries()) {
      const became = FATES[fate[at] ?? 0] ?? null
      const isShared = shared[at] === 1
      const isWanted = figure === 'listed' || figure === became || figure === (isShared ? 'shared' : 'own')
      if (!isWanted) continue
      yield {
        customer,
        place: placeOf(decided, decided.day, codesAt(lists, at)),
        standing: 'listed',
        fate: became,
        kind: KINDS[(kind[at] ?? 0) - 1] ?? null,
      }
    }
  }
}

function* happened({ happenings }: Backtest, { side, figure, other }: Wanted): Generator<Picked> {
  const isAt = (fell: Fell, wanted: string) => fell.inside === (wanted === 'inside')
  for (const { happening, fell } of happenings) {
    const own = fell[side]
    const others = fell[side === 'then' ? 'draft' : 'then']
    if (!own || !isAt(own, figure) || (other !== null && !(others && isAt(others, other)))) continue
    const { customer, day, kind } = happening
    yield {
      customer,
      place: { ...own.place, day: formatDay(day) },
      standing: own.stood.standing,
      fate: null,
      kind,
    }
  }
}
