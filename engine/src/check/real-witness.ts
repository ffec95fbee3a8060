import { compile } from '../evaluate/columns/compile.ts'
import { holds, type Step } from '../expression/expression.ts'
import type { Plan } from '../plan/plan.ts'
import type { Run } from '../plan/run.ts'
import type { Population } from '../population/population.ts'
import type { Problem } from '../problem/problem.ts'

/** No fact or node can be called so. */
const SHOWS = 'shows problem'

/**
 * The place of the first customer of a population on whom a problem shows on the day of the run; null when there
 * is none, or when the problem is not one that shows on customers. The plan is that of the playbook in which the
 * problem was found; of one with errors, that of a version without them will do, as long as it has the figures
 * that the problem is about.
 */
export function realWitness(
  plan: Plan,
  { witness }: Problem,
  population: Population,
  run: Run,
): number | null {
  if (!witness?.where) return null
  const type = { kind: 'flag' } as const
  const asking: Step = { name: SHOWS, node: SHOWS, type, expression: holds(witness.where), output: true }
  const steps = [...plan.steps, asking]
  const asked: Plan = { ...plan, steps, types: new Map([...plan.types, [SHOWS, type]]) }
  const column = compile(asked, { wanted: [SHOWS] })
    .decide(population, run)
    .columns.get(SHOWS)
  // Of a flag 2 is yes.
  const at = column ? column.indexOf(2) : -1
  return at < 0 ? null : at
}
