import { compile, decode, type Figures, type Plan, populationOf, type Run } from '@branch-playbook/engine'
import type { Database, How } from './database.ts'
import { openDuckDb } from './duckdb.ts'
import { openPostgres } from './postgres.ts'

/** A DuckDB and a PostgreSQL; the caller closes them. */
export const openDatabases = (): Promise<Database[]> => Promise.all([openDuckDb(), openPostgres()])

/** Decides the customers in each database and by columns. @throws where a figure differs in any bit. */
export async function agree(
  databases: readonly Database[],
  plan: Plan,
  customers: readonly Figures[],
  run: Run,
  how: How,
): Promise<void> {
  const expected = byColumns(plan, customers, run)
  for (const database of databases) {
    const found = await database.decide(plan, customers, run, how)
    const differs = difference(found, expected)
    if (differs) throw new Error(`${database.dialect}: ${differs}`)
  }
}

function byColumns(plan: Plan, customers: readonly Figures[], run: Run): Figures[] {
  const decider = compile(plan, { wanted: plan.steps.map(({ name }) => name) })
  const { columns } = decider.decide(populationOf(plan, customers), run)
  const figures = (at: number) =>
    plan.steps.map(({ name, type }) => [name, decode(type, columns.get(name)?.[at] ?? Number.NaN)] as const)
  return customers.map((_, at) => new Map(figures(at)))
}

/** What differs, in words; null when all figures are the same. */
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
