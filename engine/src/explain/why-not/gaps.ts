import { OPPOSITE, TURNED } from '../../expression/comparison.ts'
import type { Comparison } from '../../expression/expression.ts'
import type { Maybe } from '../../values/value-type.ts'
import type { Hinge } from './hinges.ts'
import type { Trial, Trials, Tried } from './trials.ts'

/** A figure on the way that does not lie on the side of a bound where it would have to lie. */
export interface Gap {
  /** The node whose outcome the figure is. */
  readonly figure: string
  readonly value: number
  /** What it would have to be: at least this, more than this, ... */
  readonly needed: Comparison
  readonly than: number
  /** The node that asks for it. */
  readonly node: string
}

/**
 * The outcomes of nodes that these changes move across a bound which they leave where it is. Of several bounds
 * of one figure only the furthest counts.
 */
export function gapsOf(trials: Trials, way: readonly Trial[]): Gap[] {
  const tried = trials.recheck(way)
  const found = new Map<string, Gap>()
  for (const hinge of trials.question.hinges) {
    const gap = gapOf(hinge, tried)
    if (!gap || way.some(({ fact }) => fact === gap.figure)) continue
    const key = `${gap.figure} ${isLower(gap.needed) ? 'down' : 'up'}`
    const known = found.get(key)
    if (!known || Math.abs(gap.than - gap.value) > Math.abs(known.than - known.value)) found.set(key, gap)
  }
  return [...found.values()]
}

const BEFORE = 0
const AFTER = 1

function gapOf({ is, left, right, node }: Hinge, tried: Tried): Gap | null {
  const sides = [left, right].map(
    (operand) => [tried.value(operand, BEFORE), tried.value(operand, AFTER)] as const,
  )
  const [[leftBefore, leftAfter] = NONE, [rightBefore, rightAfter] = NONE] = sides
  if (![leftBefore, leftAfter, rightBefore, rightAfter].every(isNumber)) return null
  const [before, after] = [holds(leftBefore, is, rightBefore), holds(leftAfter, is, rightAfter)]
  if (before === after) return null
  const needed = after ? is : OPPOSITE[is]
  if (leftBefore !== leftAfter && rightBefore === rightAfter && left.op === 'step')
    return outcome(left.name, Number(leftBefore), needed, Number(rightAfter), node)
  if (leftBefore === leftAfter && rightBefore !== rightAfter && right.op === 'step')
    return outcome(right.name, Number(rightBefore), TURNED[needed], Number(leftAfter), node)
  return null
}

const NONE = [null, null] as const

const isNumber = (value: Maybe | undefined): boolean => typeof value === 'number'

/** Only what the playbook has a name for. */
const outcome = (
  figure: string,
  value: number,
  needed: Comparison,
  than: number,
  node: string,
): Gap | null => (figure.includes('.') ? null : { figure, value, needed, than, node })

const isLower = (needed: Comparison): boolean => needed === 'less' || needed === 'at_most'

function holds(left: Maybe, is: Comparison, right: Maybe): boolean {
  const difference = Number(left) - Number(right)
  switch (is) {
    case 'equal':
      return difference === 0
    case 'not_equal':
      return difference !== 0
    case 'less':
      return difference < 0
    case 'at_most':
      return difference <= 0
    case 'more':
      return difference > 0
    case 'at_least':
      return difference >= 0
  }
}
