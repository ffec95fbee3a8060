import { type Column, encode, LISTINGS, type Maybe } from '@branch-playbook/engine'
import { type Decided, type Everyone, figureOf } from './everyone.ts'
import { listingsOf } from './listing.ts'

export type Side = 'before' | 'after'

/** What a pick asks of a customer's place on the day's lists; due is who is listed, cut or over a quota. */
const PLACES = [...LISTINGS, 'due', 'not_listed'] as const
export type Place = (typeof PLACES)[number]

/** Something by which customers are chosen, of the playbook compared with or of the edited one. */
export type Condition =
  /** A flag, a class or a whole number is this; null is missing. */
  | { readonly by: 'value'; readonly side: Side; readonly figure: string; readonly is: Maybe }
  /** A number is at least `from` and below `to`; the most there is has `orEqual`. */
  | {
      readonly by: 'range'
      readonly side: Side
      readonly figure: string
      readonly from: number
      readonly to: number
      readonly orEqual: boolean
    }
  | { readonly by: 'place'; readonly side: Side; readonly place: Place }
  /** Whose adviser is of this branch; null is to have no adviser. */
  | { readonly by: 'branch'; readonly branch: string | null }

/** Those customers of whom all of it is true; everybody when nothing is asked. */
export type Pick = readonly Condition[]

/** For each customer 1 when he is among those picked. */
export function pickedOf(everyone: Everyone, pick: Pick): Uint8Array {
  const picked = new Uint8Array(everyone.count).fill(1)
  for (const condition of pick) narrow(picked, everyone, condition)
  return picked
}

function narrow(picked: Uint8Array, everyone: Everyone, condition: Condition): void {
  const { bank, run } = everyone
  switch (condition.by) {
    case 'value': {
      const figure = figureOf(everyone[condition.side], run, condition.figure)
      if (figure) keepEqual(picked, figure.column, encode(figure.type, condition.is))
      else picked.fill(0)
      return
    }
    case 'range': {
      const figure = figureOf(everyone[condition.side], run, condition.figure)
      if (figure) keepWithin(picked, figure.column, condition)
      else picked.fill(0)
      return
    }
    case 'place':
      keepPlaced(picked, everyone[condition.side], bank, condition.place)
      return
    case 'branch': {
      const own = new Set(
        bank.advisers.flatMap(({ branch }, adviser) => (branch === condition.branch ? [adviser] : [])),
      )
      if (condition.branch === null) own.add(-1)
      for (let at = 0; at < picked.length; at += 1) if (!own.has(bank.adviserOf[at] ?? -1)) picked[at] = 0
    }
  }
}

function keepEqual(picked: Uint8Array, column: Column, code: number): void {
  const missing = Number.isNaN(code)
  for (let at = 0; at < picked.length; at += 1) {
    const value = column[at] ?? 0
    if (missing ? !Number.isNaN(value) : value !== code) picked[at] = 0
  }
}

function keepWithin(
  picked: Uint8Array,
  column: Column,
  { from, to, orEqual }: Extract<Condition, { by: 'range' }>,
): void {
  for (let at = 0; at < picked.length; at += 1) {
    const value = column[at] ?? 0
    // Nothing is within bounds that are asked of a missing one.
    if (!(value >= from && (value < to || (orEqual && value === to)))) picked[at] = 0
  }
}

function keepPlaced(picked: Uint8Array, decided: Decided, bank: Everyone['bank'], place: Place): void {
  const codes = listingsOf(decided, bank)?.codes ?? new Uint8Array(picked.length)
  const fits = fitting(place)
  for (let at = 0; at < picked.length; at += 1) if (fits[codes[at] ?? 0] === 0) picked[at] = 0
}

/** For each code of a place on the lists, and for 0, not to be due, whether it is meant. */
function fitting(place: Place): Uint8Array {
  const names = [null, ...LISTINGS]
  return Uint8Array.from(names, (name) => {
    if (place === 'due') return Number(name !== null)
    if (place === 'not_listed') return Number(name !== 'listed')
    return Number(name === place)
  })
}

/** Tells a pick apart from others. */
export const keyOfPick = (pick: Pick): string => JSON.stringify(pick)
