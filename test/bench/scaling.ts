/**
 * How the cost of checking, planning, compiling and deciding grows with nodes and customers; in a process of its
 * own, so that no other code is warm. Prints JSON.
 */
import {
  check,
  compile,
  newDecisions,
  type Plan,
  type Playbook,
  parsePlaybook,
  plan,
  type Run,
} from '@branch-playbook/engine'
import { LARGE_TABLES, largeTable } from './large-table.ts'
import { manyNodes } from './many-nodes.ts'
import { crowd } from './population.ts'
import { retail } from './retail.ts'
import type { Scaling } from './scaled.ts'

const NODES = [50, 100, 200, 400]
const COMPILED_NODES = 500
const ROUNDS = 15
const CHECK_ROUNDS = 5
const SEED = 7

const [most = '1000000'] = process.argv.slice(2)
const MOST_CUSTOMERS = Number(most)
const CUSTOMERS = [MOST_CUSTOMERS / 8, MOST_CUSTOMERS / 4, MOST_CUSTOMERS / 2, MOST_CUSTOMERS]

const { planned, run } = await retail()
const { first, median: compiling } = compileTimes()
const scaling: Scaling = {
  compile: { nodes: COMPILED_NODES, first, ms: compiling },
  tables: Object.entries(LARGE_TABLES).map(([name, cell]) => ({ name, ...checkTimes(largeTable(cell)) })),
  nodes: NODES.map((count) => {
    const many = planOf(count)
    const customers = MOST_CUSTOMERS / 10
    return { count, nanoseconds: (1e6 * decideTime(many, customers, run)) / customers }
  }),
  customers: CUSTOMERS.map((count) => ({ count, ms: decideTime(planned, count, run) })),
}
console.log(JSON.stringify(scaling))

function planOf(count: number): Plan {
  const parsed = parsePlaybook(manyNodes(count))
  const made = parsed.ok ? plan(parsed.value) : parsed
  if (!made.ok) throw new Error(JSON.stringify(made.problems[0]))
  return made.plan
}

/** Check, plan and compile, from a parsed playbook to a module that is ready to run. */
function compileTimes() {
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const parsed = parsePlaybook(manyNodes(COMPILED_NODES))
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems[0]))
    const start = performance.now()
    const made = plan(parsed.value)
    if (!made.ok) throw new Error(JSON.stringify(made.problems[0]))
    const decider = compile(made.plan)
    decider.decide({ count: 0, columns: crowd(made.plan, 0, run.asOf, SEED).columns }, run)
    times.push(performance.now() - start)
  }
  return { first: times[0] ?? 0, median: median(times) }
}

/** The whole check, warnings and witnesses included: the first time and the median. */
function checkTimes(playbook: Playbook): { first: number; ms: number } {
  const times = Array.from({ length: CHECK_ROUNDS }, () => {
    // A playbook that was checked before would be known.
    const fresh = structuredClone(playbook)
    const start = performance.now()
    check(fresh)
    return performance.now() - start
  })
  return { first: times[0] ?? 0, ms: median(times) }
}

/** The median time of deciding so many customers, milliseconds. */
function decideTime(plan: Plan, count: number, on: Run): number {
  const people = crowd(plan, count, on.asOf, SEED)
  const decider = compile(plan)
  const decisions = newDecisions(decider.wanted, count, people.arena)
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = performance.now()
    decider.decide(people, on, decisions)
    times.push(performance.now() - start)
  }
  return median(times)
}

function median(times: readonly number[]): number {
  return times.toSorted((left, right) => left - right)[Math.floor(times.length / 2)] ?? 0
}
