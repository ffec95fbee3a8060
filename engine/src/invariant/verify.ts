import { compile } from '../evaluate/columns/compile.ts'
import { referenceEvaluator } from '../evaluate/reference/reference.ts'
import type { Plan } from '../plan/plan.ts'
import type { Run } from '../plan/run.ts'
import { decode } from '../population/column.ts'
import { type Figures, populationOf } from '../population/population.ts'
import { plainer } from './plainer.ts'
import { conesOf, type Setting, type Situation } from './setting.ts'

/** A situation as evaluators decided it: the values of all facts and steps. */
export interface Decided {
  readonly run: Run
  readonly facts: Figures
  readonly values: Figures
}

/**
 * Decides a situation by both evaluators: what was thought out about a plan counts only if it is so when the
 * plan runs. The situation is made plain first. Null when the flag does not hold there after all, or the two differ.
 */
export async function confirmed(
  setting: Setting,
  flag: string,
  situation: Situation,
): Promise<Decided | null> {
  const { plan, workingDays } = setting
  const plain = plainer(setting, flag, situation)
  if (!plain) return null
  const { facts, asOf, events } = plain
  const run: Run = { asOf, workingDays, events }
  const wanted = plan.steps.map(({ name }) => name)
  const { columns } = compile(plan, { wanted }).decide(populationOf(plan, [facts]), run)
  const found = plan.steps.map(
    ({ name, type }) => [name, decode(type, columns.get(name)?.[0] ?? Number.NaN)] as const,
  )
  const values = new Map([...facts, ...found])
  const cone: Plan = { ...plan, steps: conesOf(plan.steps, [flag]) }
  const reference = await referenceEvaluator(cone).decide(facts, run)
  return reference.values.get(flag) === true ? { run, facts, values } : null
}
