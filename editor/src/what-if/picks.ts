import type { Condition, Pick, Place, Side } from '../simulation/pick.ts'

/** Those for whom a class has this value by the edited playbook; null is to have none. */
export const withValue = (figure: string, is: string | null): Condition => ({
  by: 'value',
  side: 'after',
  figure,
  is,
})

/** Those who go from one value to another, or stay. */
export const moving = (figure: string, from: string | null, to: string | null): Pick => [
  { by: 'value', side: 'before', figure, is: from },
  withValue(figure, to),
]

const placed = (side: Side, place: Place): Condition => ({
  by: 'place',
  side,
  place,
})

/** Those with that place on the day's lists as edited. */
export const onLists = (place: Place): Condition => placed('after', place)

/** Those who come on the lists, and those who go. */
export const GAINED: Pick = [placed('before', 'not_listed'), placed('after', 'listed')]
export const LOST: Pick = [placed('before', 'listed'), placed('after', 'not_listed')]

/** Those whose adviser is of the branch, or everybody for the bank as a whole. */
export const ofBranch = (branch: string | null | undefined): Pick =>
  branch === undefined ? [] : [{ by: 'branch', branch }]
