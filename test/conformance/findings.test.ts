import {
  decode,
  type Figures,
  interpret,
  type Maybe,
  type Plan,
  type Problem,
  parsePlaybook,
  plan,
  populationOf,
  type Run,
  realWitness,
} from '@branch-playbook/engine'
import { readCalendar } from '@branch-playbook/playbooks'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { randomCustomers } from './random-customer.ts'
import { type Draw, randomPlaybook } from './random-playbook.ts'
import { randomRun } from './random-run.ts'

/** `FUZZ_RUNS=10000 npm run fuzz` looks for longer. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 100)
const CUSTOMERS = 30

const calendar = await readCalendar('cn')
if (!calendar.ok) throw new Error('The calendar cannot be read')
const workingDays = calendar.value

/** What a step comes to for each of the customers. */
function outcomes(made: Plan, customers: readonly Figures[], run: Run, name: string): Maybe[] {
  const { columns } = interpret(made, { wanted: [name] }).decide(populationOf(made, customers), run)
  const type = made.types.get(name)
  return type ? Array.from(columns.get(name) ?? [], (stored) => decode(type, stored)) : []
}

test(
  'what the checker says of random playbooks is so for random customers, and for those whom it makes up',
  async () => {
    const shown = new Map<string, number>()
    const property = fc.property(fc.gen(), (gen) => {
      const draw: Draw = (arbitrary) => gen(() => arbitrary)
      const parsed = parsePlaybook(JSON.parse(JSON.stringify(randomPlaybook(draw))))
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
      const planned = plan(parsed.value)
      if (!planned.ok) throw new Error(JSON.stringify(planned.problems))
      const { facts, nodes } = parsed.value
      const run = randomRun(draw, workingDays)
      const customer = randomCustomers(parsed.value, run.asOf)
      const customers = Array.from({ length: CUSTOMERS }, () => customer(draw))
      const of = (name: string, among = customers, on = run) => outcomes(planned.plan, among, on, name)

      const claims: Partial<Record<Problem['code'], (id: string, problem: Problem) => void>> = {
        row_shadowed: (id, { values }) => expect(of(`${id}.row`)).not.toContain(values.row),
        row_impossible: (id, { values }) => expect(of(`${id}.row`)).not.toContain(values.row),
        case_shadowed: (id, { values }) => expect(of(`${id}.case`)).not.toContain(values.case),
      }
      for (const problem of planned.problems) {
        const node = nodes[Number(problem.path.split('/')[2])]
        if (node) claims[problem.code]?.(node.id, problem)
        const { witness } = problem
        if (!witness) continue
        // Where no facts were found, figures of nodes stand for them.
        if (!Object.keys(witness.facts).every((name) => facts.some((each) => each.name === name))) continue
        const person = new Map([...(customers[0] ?? []), ...Object.entries(witness.facts)])
        const population = populationOf(planned.plan, [person])
        expect(
          realWitness(planned.plan, problem, population, { ...run, asOf: witness.asOf ?? run.asOf }),
        ).toBe(0)
        shown.set(problem.code, (shown.get(problem.code) ?? 0) + 1)
      }
    })
    fc.assert(property, { numRuns: RUNS, endOnFailure: true })
    expect([...shown.keys()]).toEqual(expect.arrayContaining(['rows_leave_gap', 'row_shadowed']))
  },
  RUNS * 2_000 + 60_000,
)
