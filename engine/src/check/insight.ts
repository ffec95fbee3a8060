import type { Condition } from '../expression/expression.ts'
import type { Insight } from '../nodes/kind.ts'
import type { Plan } from '../plan/plan.ts'
import type { Playbook } from '../playbook/playbook.ts'
import type { Witness } from '../problem/problem.ts'
import { madeCustomer } from '../region/made-customer.ts'
import { narrow, Regions } from '../region/narrow.ts'
import { possibleFigures, regionOfFact } from '../region/possible.ts'
import { pick, regionOfType } from '../region/region.ts'
import { satisfy } from '../region/satisfy.ts'
import type { Budget } from '../region/uncovered.ts'
import { type Day, formatDay, parseDay } from '../values/day.ts'
import type { Maybe, ValueType } from '../values/value-type.ts'
import { checkedScope, type Names } from './scope.ts'

/** What can be known of a playbook without running it, and the customers that are made up to show it. */
export interface PlanInsight extends Insight {
  /** A customer for whom the condition holds; undefined when none was found. */
  witness(condition: Condition): Witness | undefined
}

/** Steps that one question may cost: some milliseconds. */
const STEPS_A_QUESTION = 4_000

/** Steps that making up one customer may cost. */
const STEPS_A_WITNESS = 10_000

/** All questions about a playbook together, and all of its witnesses: some tenths of a second each. */
const STEPS_ALTOGETHER = 150_000

export function insightInto({ playbook, steps, types }: Plan, names: Names): PlanInsight {
  const scope = checkedScope(names)
  const facts = playbook.facts.map(({ name }) => {
    const { type, mayBeMissing } = scope.value(name)
    return [name, regionOfFact(type, mayBeMissing)] as const
  })
  const possible = possibleFigures(new Map(facts), steps)
  const figures = new Regions(possible)
  const named = new Map(steps.map((step) => [step.name, step]))
  const factTypes = playbook.facts.map(({ name }) => [name, scope.value(name).type] as const)
  const asOf = dayOf(playbook)
  const making = { figures, facts: factTypes, steps, named, asOf }
  const [questions, witnesses] = [new Purse(STEPS_ALTOGETHER), new Purse(STEPS_ALTOGETHER)]
  return {
    ...scope,
    possible(name) {
      const region = figures.get(name)
      if (region) return region
      const { type, mayBeMissing } = scope.value(name)
      return regionOfType(type, mayBeMissing)
    },
    isNever(condition) {
      const goals = [{ condition, toHold: true }]
      const found = questions.spend(STEPS_A_QUESTION, (budget) => satisfy(goals, figures, named, budget))
      return found === 'unknown' ? found : found === null
    },
    witness(condition) {
      const customer = witnesses.spend(STEPS_A_WITNESS, (budget) => madeCustomer(condition, making, budget))
      const shown = customer?.facts ?? figuresOf(condition, figures, types, asOf)
      if (!shown) return undefined
      const written = [...shown].map(([name, value]) => [name, writtenValue(types.get(name), value)] as const)
      return {
        facts: Object.fromEntries(shown),
        written,
        where: condition,
        ...(customer?.dependsOnDay && { asOf }),
      }
    },
  }
}

/** Work that may be done altogether; who comes when it is spent gets nothing done. */
class Purse {
  #left: number

  constructor(steps: number) {
    this.#left = steps
  }

  spend<Result>(most: number, work: (budget: Budget) => Result): Result {
    const given = Math.max(0, Math.min(most, this.#left))
    const budget = { left: given }
    const result = work(budget)
    this.#left -= given - budget.left
    return result
  }
}

/** The day for which customers are made: the latest of the playbook's tests. */
const dayOf = ({ tests }: Playbook): Day =>
  tests.reduce((latest, test) => Math.max(latest, parseDay(test.asOf) ?? latest), NEW_YEAR_2026)

const NEW_YEAR_2026 = 20_454

/** The figures that the condition itself compares, with values for which it holds. */
function figuresOf(
  condition: Condition,
  figures: Regions,
  types: ReadonlyMap<string, ValueType>,
  asOf: Day,
): Map<string, Maybe> | null {
  const narrowed = narrow(condition, true, figures)
  if (!narrowed) return null
  const changed = [...narrowed.narrowed].filter(([name]) => types.has(name))
  return new Map(
    changed.map(([name, region]) => [name, pick(region, types.get(name)?.kind === 'date' ? asOf : 0)]),
  )
}

/** A value as documents write it; null when it is missing. */
function writtenValue(type: ValueType | undefined, value: Maybe): string | null {
  if (value === null) return null
  return type?.kind === 'date' && typeof value === 'number' ? formatDay(value) : String(value)
}
