import type { Comparison } from '../expression/expression.ts'
import type { Maybe, Scalar } from '../values/value-type.ts'
import type { Span } from './fault.ts'
import type { Calculation, FormulaType } from './units.ts'

type Rounding = 'round' | 'floor' | 'ceil'

/** A formula whose units are known; what can be missing is known too. */
export type Typed = Span &
  FormulaType & {
    /** Whether it may have no value, where the parts of the formula around it do not rule that out. */
    readonly mayBeMissing: boolean
  } & Part

/** What a part of a formula does. */
export type Part =
  | { readonly is: 'constant'; readonly value: Scalar }
  | { readonly is: 'today' }
  | { readonly is: 'figure'; readonly name: string }
  | { readonly is: 'calculation'; readonly by: Calculation; readonly left: Typed; readonly right: Typed }
  | { readonly is: 'extreme'; readonly by: 'minimum' | 'maximum'; readonly of: readonly Typed[] }
  | { readonly is: 'rounding'; readonly by: Rounding; readonly of: Typed }
  | { readonly is: 'absolute' | 'opposite'; readonly of: Typed }
  /** The same number in another unit. */
  | { readonly is: 'converted'; readonly of: Typed }
  | { readonly is: 'comparison'; readonly by: Comparison; readonly left: Typed; readonly right: Typed }
  | { readonly is: 'joined'; readonly by: 'and' | 'or'; readonly left: Typed; readonly right: Typed }
  | { readonly is: 'not'; readonly of: Typed }
  | { readonly is: 'missing'; readonly of: Typed }
  | { readonly is: 'choice'; readonly when: Typed; readonly yes: Typed; readonly no: Typed }
  | { readonly is: 'known'; readonly of: Typed; readonly otherwise: Typed }

/** The value of a constant, null for what is none. */
export const constantOf = (typed: Typed): Maybe => (typed.is === 'constant' ? typed.value : null)
