import type { Syntax } from './syntax.ts'

type Names = ReadonlySet<string>

const NONE: Names = new Set()

/** The figures that cannot be missing where a condition holds, and where it does not. */
export interface Presence {
  readonly yes: Names
  readonly no: Names
}

/** What a condition says of the presence of figures: after `not missing(x) and ...`, x is there. */
export function presenceBy(condition: Syntax): Presence {
  if (condition.is === 'not') {
    const { yes, no } = presenceBy(condition.of)
    return { yes: no, no: yes }
  }
  if (condition.is === 'call' && condition.name === 'missing') {
    const [of] = condition.given
    return { yes: NONE, no: of?.is === 'name' ? new Set([of.name]) : NONE }
  }
  if (condition.is !== 'binary' || (condition.operator !== 'and' && condition.operator !== 'or')) {
    return { yes: NONE, no: NONE }
  }
  const [left, right] = [presenceBy(condition.left), presenceBy(condition.right)]
  return condition.operator === 'and'
    ? { yes: new Set([...left.yes, ...right.yes]), no: NONE }
    : { yes: NONE, no: new Set([...left.no, ...right.no]) }
}
