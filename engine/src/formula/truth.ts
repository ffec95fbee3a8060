import { all, any, type Condition, not } from '../expression/expression.ts'

/**
 * A condition on figures that may be missing, as logic with three answers has it: where neither `yes` nor `no`
 * holds, it is not known. Both are safe to ask: they compare nothing that is missing.
 */
export interface Truth {
  readonly yes: Condition
  readonly no: Condition
  /** Whether one of the two always holds. */
  readonly certain: boolean
}

export const certain = (yes: Condition): Truth => ({ yes, no: not(yes), certain: true })

/** What is known only where nothing is missing of it. */
export const unless = (lacks: Condition | null, yes: Condition): Truth =>
  lacks === null
    ? certain(yes)
    : { yes: both(not(lacks), yes), no: both(not(lacks), not(yes)), certain: false }

export function joinTruths(by: 'and' | 'or', left: Truth, right: Truth): Truth {
  const [yes, no] = by === 'and' ? [both, either] : [either, both]
  const isCertain = left.certain && right.certain
  return { yes: yes(left.yes, right.yes), no: no(left.no, right.no), certain: isCertain }
}

export const opposite = ({ yes, no, certain }: Truth): Truth => ({ yes: no, no: yes, certain })

/** Whether it is not known. */
export const unknown = ({ yes, no, certain }: Truth): Condition | null =>
  certain ? null : not(either(yes, no))

/** Both conditions; one list for a chain of them, so that a long chain is not a deep one. */
export const both = (left: Condition, right: Condition): Condition =>
  all(...membersOf('all', left), ...membersOf('all', right))

export const either = (left: Condition, right: Condition): Condition =>
  any(...membersOf('any', left), ...membersOf('any', right))

const membersOf = (test: 'all' | 'any', condition: Condition): readonly Condition[] =>
  condition.test === test ? condition.of : [condition]

/** Whether anything of these is missing; null when nothing can be. */
export function anyOf(lacking: readonly (Condition | null)[]): Condition | null {
  const members = lacking.flatMap((each) => (each === null ? [] : membersOf('any', each)))
  const once = new Map(members.map((each) => [each.test === 'missing' ? nameOf(each) : each, each]))
  return once.size === 0 ? null : any(...once.values())
}

function nameOf({ of }: Extract<Condition, { test: 'missing' }>): string | Condition {
  return of.op === 'constant' ? String(of.value) : `${of.op} ${of.name}`
}
