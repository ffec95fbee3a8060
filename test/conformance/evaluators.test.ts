import {
  checkRun,
  compile,
  decode,
  type Figures,
  factsOf,
  formatDay,
  newDecisions,
  newPopulation,
  type Plan,
  type Playbook,
  parseDay,
  parsePlaybook,
  plan,
  populationOf,
  type Run,
  referenceEvaluator,
} from '@branch-playbook/engine'
import { readCalendar } from '@branch-playbook/playbooks'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { randomCustomer } from './random-customer.ts'
import { type Draw, randomPlaybook } from './random-playbook.ts'

/** `FUZZ_RUNS=10000 npm run fuzz` looks for longer. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 120)
const CUSTOMERS = 30

const calendar = await readCalendar('cn')
if (!calendar.ok) throw new Error('The calendar cannot be read')
const workingDays = calendar.value

function planOf(playbook: Playbook): Plan {
  const parsed = parsePlaybook(JSON.parse(JSON.stringify(playbook)))
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  const planned = plan(parsed.value)
  if (!planned.ok) throw new Error(JSON.stringify(planned.problems))
  return planned.plan
}

/** The same customers in columns that are read and written in place. */
function inArena(planned: Plan, customers: readonly Figures[]): ReturnType<typeof newPopulation> {
  const population = newPopulation(factsOf(planned), customers.length)
  for (const [name, column] of populationOf(planned, customers).columns)
    population.columns.get(name)?.set(column)
  return population
}

/** A day where calendars go wrong, with events of which most are still in force. */
function randomRun(draw: Draw): Run {
  const asOf =
    parseDay(draw(fc.constantFrom('2026-01-01', '2026-02-14', '2026-03-02', '2026-10-09', '2026-12-31'))) ?? 0
  const events = draw(fc.subarray(['rate_cut', 'market_move'])).map((type) => ({
    id: type,
    type,
    day: formatDay(asOf - draw(fc.integer({ min: -1, max: 20 }))),
    name: { 'zh-CN': '事件', en: 'Event' },
  }))
  return { asOf, workingDays, events }
}

test(
  'both evaluators give the same decisions, to the bit, for random playbooks and customers',
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.gen(), async (gen) => {
        const draw: Draw = (arbitrary) => gen(() => arbitrary)
        const planned = planOf(randomPlaybook(draw))
        const run = randomRun(draw)
        expect(checkRun(planned, run)).toEqual([])
        const customers = Array.from({ length: CUSTOMERS }, () =>
          randomCustomer(draw, planned.playbook, run.asOf),
        )
        const reference = referenceEvaluator(planned)
        const decider = compile(planned, { wanted: planned.steps.map(({ name }) => name) })
        const { columns } = decider.decide(populationOf(planned, customers), run)
        const resident = inArena(planned, customers)
        const inPlace = decider.decide(resident, run, newDecisions(decider.wanted, CUSTOMERS, resident.arena))
        expect([...inPlace.columns]).toEqual([...columns])
        for (const [at, facts] of customers.entries()) {
          const { values } = await reference.decide(facts, run)
          for (const { name, type } of planned.steps) {
            const found = decode(type, columns.get(name)?.[at] ?? Number.NaN)
            if (!Object.is(found, values.get(name))) {
              throw new Error(`${name} of customer ${at}: reference ${values.get(name)}, columns ${found}`)
            }
          }
        }
      }),
      { numRuns: RUNS },
    )
  },
  RUNS * 10_000,
)
