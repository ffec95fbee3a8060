import { LISTED } from '../desk/listed.ts'
import type { Action, List } from './small-bank.ts'

/**
 * What holds of every list of a branch, whatever the day brought: the laws that a list breaks, each with its place.
 *
 * - An action is there once, and so is a customer.
 * - Nobody has more on his list than the minutes that he has left.
 * - Whoever was cut had no time: what is listed before the first who was cut leaves too little for him.
 * - Promised calls come first, then duties, then events, then campaigns; in each the higher score first.
 */
export function brokenLaws({ advisers, actions }: List): string[] {
  const keys = actions.map(({ key }) => key)
  const customers = actions.map(({ customer }) => customer.id)
  return [
    ...twice(keys).map((key) => `the action ${key} is there twice`),
    ...twice(customers).map((customer) => `${customer} is there twice`),
    ...advisers.flatMap((adviser) =>
      brokenBy(
        adviser,
        actions.filter((action) => action.adviser.id === adviser.id),
      ),
    ),
  ]
}

function brokenBy(
  { id, minutes, minutesListed, minutesDue, minutesSpent }: List['advisers'][number],
  own: readonly Action[],
): string[] {
  const left = Math.max(0, minutes - minutesSpent)
  const [listed, cut] = (['listed', 'cut'] as const).map((which) =>
    own.filter(({ listing }) => listing === which),
  )
  const broken = (holds: boolean, law: string) => (holds ? [] : [`${id}: ${law}`])
  const [first] = cut ?? []
  const taken = sum(listed)
  return [
    ...broken(taken === minutesListed, `${taken} minutes are listed, said are ${minutesListed}`),
    ...broken(taken + sum(cut) === minutesDue, `${taken + sum(cut)} minutes are due, said are ${minutesDue}`),
    ...broken(taken <= left, `${taken} minutes are listed, and there are ${left}`),
    ...broken(!first || taken + first.minutes > left, `${first?.customer.id} was cut and would have fitted`),
    ...broken(isRanked([...(listed ?? []), ...(cut ?? [])]), 'the list is out of order'),
  ]
}

const sum = (actions: readonly Action[] = []): number =>
  actions.reduce((minutes, action) => minutes + action.minutes, 0)

function isRanked(actions: readonly Action[]): boolean {
  return actions.every((action, place) => {
    const before = actions[place - 1]
    if (!before) return true
    const [rank, rankBefore] = [LISTED.indexOf(action.action), LISTED.indexOf(before.action)]
    if (rank !== rankBefore) return rankBefore < rank
    return action.action === 'call_back' || before.score >= action.score
  })
}

const twice = (values: readonly string[]): string[] =>
  values.filter((value, at) => values.indexOf(value) < at)
