import {
  compile,
  decode,
  type Figures,
  type Plan,
  type Playbook,
  parsePlaybook,
  plan,
  populationOf,
  type Run,
} from '@branch-playbook/engine'
import { readCalendar } from '@branch-playbook/playbooks'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database, How } from './databases/database.ts'
import { openDuckDb } from './databases/duckdb.ts'
import { openPostgres } from './databases/postgres.ts'
import { randomCustomers } from './random-customer.ts'
import { type Draw, randomPlaybook } from './random-playbook.ts'
import { randomRun } from './random-run.ts'

/** `FUZZ_RUNS=10000 npm run fuzz` looks for longer. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 120)
const CUSTOMERS = 200

const calendar = await readCalendar('cn')
if (!calendar.ok) throw new Error('The calendar cannot be read')
const workingDays = calendar.value

let databases: readonly Database[] = []
beforeAll(async () => {
  databases = await Promise.all([openDuckDb(), openPostgres()])
})
afterAll(() => Promise.all(databases.map((database) => database.close())))

function planOf(playbook: Playbook): Plan {
  const parsed = parsePlaybook(JSON.parse(JSON.stringify(playbook)))
  const made = parsed.ok ? plan(parsed.value) : parsed
  if (!made.ok) throw new Error(JSON.stringify(made.problems))
  return made.plan
}

/** Each customer's steps by the columns evaluator. */
function byColumns(planned: Plan, customers: readonly Figures[], run: Run): Figures[] {
  const decider = compile(planned, { wanted: planned.steps.map(({ name }) => name) })
  const { columns } = decider.decide(populationOf(planned, customers), run)
  return customers.map(
    (_, at) =>
      new Map(
        planned.steps.map(({ name, type }) => [name, decode(type, columns.get(name)?.[at] ?? Number.NaN)]),
      ),
  )
}

/** What differs, in words; null when all figures agree to the bit. */
function difference(found: readonly Figures[], expected: readonly Figures[]): string | null {
  if (found.length !== expected.length) return `${found.length} rows for ${expected.length} customers`
  for (const [at, figures] of found.entries()) {
    for (const [name, value] of figures) {
      const should = expected[at]?.get(name)
      if (!Object.is(value, should)) return `${name} of customer ${at} is ${value}, columns say ${should}`
    }
  }
  return null
}

async function agree(planned: Plan, customers: readonly Figures[], run: Run, how: How): Promise<void> {
  const expected = byColumns(planned, customers, run)
  for (const database of databases) {
    const found = await database.decide(planned, customers, run, how)
    const differs = difference(found, expected)
    if (differs) throw new Error(`${database.dialect}: ${differs}`)
  }
}

test(
  'DuckDB and PostgreSQL decide as columns do, to the bit, for random playbooks and customers',
  async () => {
    const property = fc.asyncProperty(fc.gen(), async (gen) => {
      const draw: Draw = (arbitrary) => gen(() => arbitrary)
      const playbook = randomPlaybook(draw)
      const run = randomRun(draw, workingDays)
      const customer = randomCustomers(playbook, run.asOf)
      const customers = Array.from({ length: CUSTOMERS }, () => customer(draw))
      await agree(planOf(playbook), customers, run, { stored: draw(fc.constantFrom('natural', 'codes')) })
    })
    const { seed, errorInstance } = await fc.check(property, { numRuns: RUNS, endOnFailure: true })
    if (errorInstance) throw new Error(`With seed ${seed}:`, { cause: errorInstance })
    expect(databases).toHaveLength(2)
  },
  RUNS * 10_000,
)
