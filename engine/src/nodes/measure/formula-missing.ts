import type { Typed } from '../../formula/typed.ts'

interface Undecided {
  /** The figure that may be missing, or `division`. */
  readonly reason: string
  readonly at: number
  readonly end: number
}

/** The first place of a formula for which its outcome may be missing. */
export function undecidedIn(typed: Typed): Undecided {
  const inner = partsOf(typed).find(({ mayBeMissing }) => mayBeMissing)
  if (inner) return undecidedIn(inner)
  const { at, end } = typed
  if (typed.is === 'figure') return { reason: typed.name, at, end }
  const divisor = typed.is === 'calculation' ? typed.right : typed
  return { reason: 'division', at: divisor.at, end: divisor.end }
}

/** The parts that make the whole missing when they are. */
function partsOf(typed: Typed): readonly Typed[] {
  switch (typed.is) {
    case 'constant':
    case 'today':
    case 'figure':
    case 'missing':
      return []
    case 'extreme':
      return typed.of
    case 'calculation':
    case 'comparison':
    case 'joined':
      return [typed.left, typed.right]
    case 'choice':
      return [typed.when, typed.yes, typed.no]
    case 'known':
      return [typed.otherwise]
    default:
      return [typed.of]
  }
}
