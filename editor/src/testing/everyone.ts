import {
  encode,
  factsOf,
  newPopulation,
  type Plan,
  type Population,
  parseDay,
  parsePlaybook,
  plan,
  type ValueType,
  WorkingDays,
} from '@branch-playbook/engine'
import { WhatIf } from '../simulation/what-if.ts'
import { chineseCalendar, retailPlaybook } from './playbook.ts'

/** So many customers of four advisers in two branches, the same at every run. */
export const COUNT = 5_000
export const ADVISERS = 4
const DAY = '2026-03-10'
export const RUN = { asOf: parseDay(DAY) ?? 0, workingDays: new WorkingDays(chineseCalendar()), events: [] }
export const RETAIL = retailPlaybook()

/** The same numbers from 0 to 1 at every run. */
function* numbers(): Generator<number> {
  for (let state = 7; ; state = (state * 48_271) % 2_147_483_647) yield state / 2_147_483_647
}

const random = numbers()
const next = () => Number(random.next().value)

function madeUp(type: ValueType) {
  switch (type.kind) {
    case 'flag':
      return next() < 0.8
    case 'class':
      return type.values[Math.floor(next() * type.values.length)] ?? null
    case 'date':
      return RUN.asOf - Math.floor(next() * 200)
    case 'money':
      return Math.floor(1_000_000_000 * next() ** 6)
    default:
      return Math.floor(next() * 6)
  }
}

/** A document that has no errors, as a plan. */
export function planned(document: unknown): Plan {
  const parsed = parsePlaybook(document)
  const made = parsed.ok ? plan(parsed.value) : parsed
  if (!made.ok) throw new Error(JSON.stringify(made.problems))
  return made.plan
}

function everyone(): Population {
  const facts = factsOf(planned(RETAIL))
  const population = newPopulation(facts, COUNT)
  for (const [name, type] of facts) {
    const column = population.columns.get(name)
    for (let at = 0; column && at < COUNT; at += 1) column[at] = encode(type, madeUp(type))
  }
  return population
}

export const PEOPLE = everyone()
export const ADVISER_OF = Int32Array.from({ length: COUNT }, (_, at) => at % ADVISERS)
export const BRANCH_OF = Int32Array.from({ length: ADVISERS }, (_, at) => (at < 2 ? 0 : 1))

const source = {
  manifest: async () => ({
    count: COUNT,
    adviserOf: ADVISER_OF,
    branchOf: BRANCH_OF,
    advisers: Array.from({ length: ADVISERS }, (_, at) => ({
      branch: at < 2 ? 'east' : 'west',
      minutes: 60,
    })),
  }),
  population: async () => PEOPLE,
  has: () => true,
  // Ten in a hundred are below a share of 10 %.
  places: async () => Uint16Array.from({ length: COUNT }, (_, at) => (at % 100) * 100),
}
/** The what-if over these people, compared with the playbook as it is. */
export function whatIf() {
  const opened = new WhatIf(source, { snapshot: '', day: DAY, calendar: chineseCalendar(), events: [] })
  opened.compareWith(RETAIL)
  return opened
}
