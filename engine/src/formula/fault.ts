import type { Problem, ProblemCode } from '../problem/problem.ts'

export type FaultCode = Extract<ProblemCode, `formula_${string}`>

/** Something wrong in the text of a formula, from the character `at` up to `end`, counted in UTF-16 units from 0. */
export interface Fault {
  readonly code: FaultCode
  readonly at: number
  readonly end: number
  readonly values: Problem['values']
}

/** A stretch of the text of a formula. */
export interface Span {
  readonly at: number
  readonly end: number
}

export const fault = (code: FaultCode, { at, end }: Span, values: Problem['values'] = {}): Fault => ({
  code,
  at,
  end,
  values,
})
