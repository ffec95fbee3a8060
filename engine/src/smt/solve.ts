/**
 * Asks a solver of SMT-LIB 2, within so many milliseconds. The text ends with `(check-sat)` and a `(get-value …)`,
 * whose answer is handed back as it is.
 */
export type Solve = (smtLib: string, timeoutMs: number) => Promise<SolverAnswer>

export interface SolverAnswer {
  readonly status: 'sat' | 'unsat' | 'unknown'
  /** What the solver printed for `get-value`, when it found values. */
  readonly model?: string
}
