import type { Condition } from '../expression/expression.ts'
import type { Maybe } from '../values/value-type.ts'
import type { Path } from '../values/walk.ts'

/** One of the ways in which a step of the plan can come out. */
export interface Branch {
  readonly step: string
  /** A rule of a choice, a band, a cell of a lookup, or a value of a flag or class. */
  readonly by: 'rule' | 'band' | 'cell' | 'value'
  /** Its place, from 0; of a choice where no rule holds, how many rules there are. */
  readonly at: number
  /** How many rules, bands above the lowest, cells or values there are. */
  readonly of: number
  /** What comes out, where that is the same for all: of a rule that takes a constant, and of a value. */
  readonly takes: Maybe
  /** Of a cell, the values that lead to it. */
  readonly keys: readonly Maybe[]
}

/** A place of a node that may be exercised or not. */
export interface Place {
  /** Starts at the node. */
  readonly path: Path
  /** Which of several things can happen at the place, such as `yes` and `no`; nothing for a place that is just hit. */
  readonly way?: string
}

/** A place that is exercised by the customers for whom a condition holds. */
export interface Probe {
  readonly place: Place
  readonly when: Condition
}

/** For a flag: whether it was, at this place. */
export const yesOrNo = ({ takes }: Branch): 'yes' | 'no' => (takes === true ? 'yes' : 'no')
