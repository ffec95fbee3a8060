import type { WorkingDays } from '../calendar/calendar.ts'
import { writtenFacts } from '../check/tests.ts'
import { decider } from '../evaluate/decider.ts'
import { checkRun, type Plan } from '../plan/plan.ts'
import type { Run } from '../plan/run.ts'
import { dictionaryOf, readFacts } from '../playbook/read-facts.ts'
import { type Figures, type Population, populationOf } from '../population/population.ts'
import { pointer } from '../problem/problem.ts'
import { parseDay } from '../values/day.ts'
import { inDocumentOrder } from './order.ts'
import { withSources } from './sources.ts'
import { Tally } from './tally.ts'

/** A place of a playbook, and how many customers exercised it. */
export interface CoveredPlace {
  readonly node: string
  /** JSON Pointer into the playbook. */
  readonly path: string
  /** Which of several things that can happen there, such as `yes` and `no` of a condition; null when only one can. */
  readonly way: string | null
  readonly count: number
}

/** Which places of the rules were exercised. */
export interface Coverage {
  /** In the order of the document. */
  readonly places: readonly CoveredPlace[]
  readonly exercised: number
  readonly total: number
  /** How many customers were decided, or tests run. */
  readonly customers: number
}

/** Finds out which places of one plan are exercised. */
export interface Coverer {
  /** By the playbook's own tests. Tests whose day the calendar does not know are left out. */
  ofTests(workingDays: WorkingDays): Coverage
  /** By a whole population on one day. */
  ofPopulation(population: Population, run: Run): Coverage
}

/**
 * Prepares coverage: nodes, rows, bands, cells, cases, branches and the parts of conditions, each with how many
 * customers took it. Decided by the same code as populations, with a step more for each thing to be counted.
 */
export function coverage(plan: Plan): Coverer {
  const sourced = withSources(plan)
  const wanted = new Set(sourced.sources.map(({ step }) => step))
  const made = decider(sourced.plan, { wanted: [...wanted] })
  const places = new Map(plan.playbook.nodes.map(({ id }, at) => [id, at]))

  const report = (tally: Tally): Coverage => {
    const counts = new Map<string, CoveredPlace>()
    for (const { node, place, step, code } of sourced.sources) {
      const path = pointer(['nodes', places.get(node) ?? 0, ...place.path])
      const way = place.way ?? null
      const key = `${path} ${way}`
      const count = (counts.get(key)?.count ?? 0) + tally.of(step, code)
      counts.set(key, { node, path, way, count })
    }
    const found = inDocumentOrder(plan.playbook, [...counts.values()])
    const exercised = found.filter(({ count }) => count > 0).length
    return { places: found, exercised, total: found.length, customers: tally.customers }
  }

  return {
    ofTests(workingDays) {
      const tally = new Tally(sourced)
      for (const { run, customers } of testRuns(plan, workingDays))
        tally.add(made, populationOf(plan, customers), run)
      return report(tally)
    },
    ofPopulation(population, run) {
      const tally = new Tally(sourced)
      tally.add(made, population, run)
      return report(tally)
    },
  }
}

/** The customers of the tests, together with others of the same day and events. */
function testRuns(plan: Plan, workingDays: WorkingDays): { run: Run; customers: Figures[] }[] {
  const written = writtenFacts(plan.playbook)
  const dictionary = dictionaryOf(plan.playbook.facts)
  const runs = new Map<string, { run: Run; customers: Figures[] }>()
  for (const test of plan.playbook.tests) {
    const run = { asOf: parseDay(test.asOf) ?? 0, workingDays, events: test.events ?? [] }
    if (checkRun(plan, run).length > 0) continue
    const key = JSON.stringify([test.asOf, test.events])
    const same = runs.get(key) ?? { run, customers: [] }
    same.customers.push(readFacts(dictionary, written(test), []).facts)
    runs.set(key, same)
  }
  return [...runs.values()]
}
