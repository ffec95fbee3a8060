import type { Comparison } from './expression.ts'

/** The comparison that holds where this one does not. */
export const OPPOSITE: Readonly<Record<Comparison, Comparison>> = {
  equal: 'not_equal',
  not_equal: 'equal',
  less: 'at_least',
  at_most: 'more',
  more: 'at_most',
  at_least: 'less',
}

/** The same comparison read from the other side. */
export const TURNED: Readonly<Record<Comparison, Comparison>> = {
  equal: 'equal',
  not_equal: 'not_equal',
  less: 'more',
  at_most: 'at_least',
  more: 'less',
  at_least: 'at_most',
}
