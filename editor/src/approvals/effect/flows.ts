import type { Effect } from '../../api/life.ts'

export type Flow = Effect['tiers']['flows'][number]

/** Where a tier stands; to have none is the least. */
export const rankOf = (values: readonly string[], value: string | null): number =>
  value === null ? values.length : values.indexOf(value)

export const isMove = ({ from, to }: Flow): boolean => from !== to

const sum = (flows: readonly Flow[]): number => flows.reduce((all, { count }) => all + count, 0)

/** How many customers move, and in which direction; values are listed best first. */
export function movesOf(values: readonly string[], flows: readonly Flow[]) {
  const moves = flows.filter(isMove)
  const up = moves.filter(({ from, to }) => rankOf(values, to) < rankOf(values, from))
  return { moved: sum(moves), up: sum(up), down: sum(moves) - sum(up) }
}

/** The values that somebody has before or after, best first; null, to have none, is the last. */
export const valuesIn = (values: readonly string[], flows: readonly Flow[]): (string | null)[] =>
  [...values, null].filter((value) => flows.some(({ from, to }) => from === value || to === value))

export const countOf = (flows: readonly Flow[], from: string | null, to: string | null): number =>
  flows.find((flow) => flow.from === from && flow.to === to)?.count ?? 0
