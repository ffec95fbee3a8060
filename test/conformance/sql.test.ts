import { type Plan, type Playbook, parsePlaybook, plan } from '@branch-playbook/engine'
import { readCalendar } from '@branch-playbook/playbooks'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { agree, openDatabases } from './databases/agree.ts'
import type { Database } from './databases/database.ts'
import { randomCustomers } from './random-customer.ts'
import { type Draw, randomPlaybook } from './random-playbook.ts'
import { randomRun } from './random-run.ts'

/** `FUZZ_RUNS=10000 npm run fuzz` looks for longer. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 60)
const CUSTOMERS = 200

const calendar = await readCalendar('cn')
if (!calendar.ok) throw new Error('The calendar cannot be read')
const workingDays = calendar.value

let databases: readonly Database[] = []
beforeAll(async () => {
  databases = await openDatabases()
})
afterAll(() => Promise.all(databases.map((database) => database.close())))

function planOf(playbook: Playbook): Plan {
  const parsed = parsePlaybook(JSON.parse(JSON.stringify(playbook)))
  const made = parsed.ok ? plan(parsed.value) : parsed
  if (!made.ok) throw new Error(JSON.stringify(made.problems))
  return made.plan
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
      const stored = draw(fc.constantFrom('natural', 'codes'))
      await agree(databases, planOf(playbook), customers, run, { stored })
    })
    // Drawing anew to make a failure smaller says less than the failure itself.
    const { seed, errorInstance } = await fc.check(property, { numRuns: RUNS, endOnFailure: true })
    if (errorInstance) throw new Error(`With seed ${seed}:`, { cause: errorInstance })
    expect(databases).toHaveLength(2)
  },
  RUNS * 10_000,
)
