import {
  type Claim,
  compareOutcomes,
  compile,
  decode,
  type Figures,
  type Invariant,
  newColumn,
  type Plan,
  plan,
  populationOf,
  prove,
  type Run,
} from '@branch-playbook/engine'
import { readCalendar, z3Solver } from '@branch-playbook/playbooks'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { figuresOf, holdsFor, randomClaim } from './random-claim.ts'
import { randomCustomers } from './random-customer.ts'
import { type Draw, randomPlaybook } from './random-playbook.ts'
import { randomRun } from './random-run.ts'

/** `FUZZ_CLAIMS=1000` looks for longer. */
const RUNS = Number(process.env.FUZZ_CLAIMS ?? 20)
const CLAIMS = 4
const CUSTOMERS = 100

const calendar = await readCalendar('cn')
if (!calendar.ok) throw new Error('The calendar cannot be read')
const workingDays = calendar.value

function planOf(playbook: Plan['playbook']): Plan {
  const planned = plan(playbook)
  if (!planned.ok) throw new Error(JSON.stringify(planned.problems))
  return planned.plan
}

/** What a run drew is kept to its end: many runs are several short ones. */
const MOST_AT_ONCE = 20

/** Runs a property so many times. What fails is not drawn again smaller: its seed is said. */
async function everyTime(runs: number, property: (draw: Draw) => Promise<void>): Promise<void> {
  for (let left = runs; left > 0; left -= MOST_AT_ONCE) {
    await fc.assert(
      fc.asyncProperty(fc.gen(), (gen) => property((arbitrary) => gen(() => arbitrary))),
      { numRuns: Math.min(left, MOST_AT_ONCE), endOnFailure: true },
    )
  }
}

/** All figures of customers, by the columns evaluator. */
function decided(planned: Plan, customers: readonly Figures[], run: Run): Figures[] {
  const { columns } = compile(planned, { wanted: planned.steps.map(({ name }) => name) }).decide(
    populationOf(planned, customers),
    run,
  )
  return customers.map(
    (facts, at) =>
      new Map([
        ...facts,
        ...planned.steps.map(
          ({ name, type }) => [name, decode(type, columns.get(name)?.[at] ?? Number.NaN)] as const,
        ),
      ]),
  )
}

test('what is proven is never contradicted by a customer, and who refutes a claim breaks it', async () => {
  const counts = { proven: 0, refuted: 0, unknown: 0 }
  await everyTime(RUNS, async (draw) => {
    const planned = planOf(randomPlaybook(draw))
    const figures = figuresOf(planned.playbook)
    const kindOf = (name: string) => planned.types.get(name)?.kind ?? ''
    const run = randomRun(draw, workingDays)
    const make = randomCustomers(planned.playbook, run.asOf)
    const customers = decided(
      planned,
      Array.from({ length: CUSTOMERS }, () => make(draw)),
      run,
    )
    for (let at = 0; at < CLAIMS; at += 1) {
      const claim = randomClaim(draw, figures)
      const invariant: Invariant = { id: 'claim', name: { 'zh-CN': '断言', en: 'Claim' }, claim }
      const judgement = await prove(planned, invariant, { workingDays, effort: 60_000 })
      counts[judgement.status] += 1
      if (judgement.status === 'proven') {
        const broken = findBroken(planned, claim, customers, run, kindOf)
        expect({ claim, broken }).toEqual({ claim, broken: null })
      }
      if (judgement.status === 'refuted' && claim.kind === 'always') {
        const { facts, run: when } = judgement.counterexample
        const all = new Map([...(make(draw) ?? []), ...facts])
        const [values] = decided(planned, [all], when)
        const breaks = values && isBroken(claim, values, kindOf)
        expect({ claim, facts: [...facts], breaks }).toEqual({ claim, facts: [...facts], breaks: true })
      }
    }
  })
  expect(counts.proven).toBeGreaterThan(0)
  expect(counts.refuted).toBeGreaterThan(0)
  if (process.env.FUZZ_CLAIMS) console.info(counts)
}, 600_000)

test('reasoning by cases and the solver never contradict each other', async () => {
  const solver = z3Solver()
  const pairs: string[] = []
  try {
    await everyTime(Math.ceil(RUNS / 2), async (draw) => {
      const planned = planOf(randomPlaybook(draw))
      const claim = randomClaim(draw, figuresOf(planned.playbook))
      const invariant: Invariant = { id: 'claim', name: { 'zh-CN': '断言', en: 'Claim' }, claim }
      const options = { workingDays, effort: 60_000 }
      const byCases = await prove(planned, invariant, options)
      const bySolver = await prove(planned, invariant, {
        workingDays,
        effort: 0,
        solve: solver.solve,
        timeoutMs: 3000,
      })
      pairs.push(`${byCases.status} ${bySolver.status}`)
      const both = [byCases.status, bySolver.status]
      expect({ claim, both: both.includes('proven') && both.includes('refuted') }).toEqual({
        claim,
        both: false,
      })
    })
  } finally {
    await solver.close()
  }
  expect(pairs).toHaveLength(Math.ceil(RUNS / 2))
  if (process.env.FUZZ_CLAIMS)
    console.info(
      Object.entries(Object.groupBy(pairs, (each) => each)).map(([key, all]) => [key, all?.length]),
    )
}, 600_000)

type Always = Extract<Claim, { kind: 'always' }>

const isBroken = ({ when, then }: Always, values: Figures, kindOf: (name: string) => string): boolean =>
  (!when || holdsFor(when, values, kindOf)) && !holdsFor(then, values, kindOf)

function findBroken(
  planned: Plan,
  claim: Claim,
  customers: readonly Figures[],
  run: Run,
  kindOf: (name: string) => string,
): Figures | null {
  if (claim.kind === 'always') return customers.find((values) => isBroken(claim, values, kindOf)) ?? null
  return findTurned(planned, claim, customers, run)
}

/** A pair of customers, alike but for one figure, of whom the one with more of it has less of the other. */
function findTurned(
  planned: Plan,
  { more, neverLowers }: Extract<Claim, { kind: 'monotone' }>,
  customers: readonly Figures[],
  run: Run,
): Figures | null {
  const [type, resultType] = [planned.types.get(more), planned.types.get(neverLowers)]
  if (!type || !resultType) throw new Error('No such figures')
  const values = customers.flatMap((each) => {
    const value = each.get(more)
    return typeof value === 'number' ? [value] : []
  })
  const steps = planned.steps.some(({ name }) => name === neverLowers)
  const decider = compile(planned, { wanted: steps ? [neverLowers] : [], given: new Set([more]) })
  const rankOf = (column: { readonly [at: number]: number } | undefined, at: number): number => {
    const value = decode(resultType, column?.[at] ?? Number.NaN)
    if (resultType.kind !== 'class') return typeof value === 'number' ? value : Number.NaN
    return typeof value === 'string' ? -resultType.values.indexOf(value) : Number.NaN
  }
  const withMore = (value: (at: number) => number) => {
    const population = populationOf(planned, customers)
    const column = newColumn(type, customers.length)
    customers.forEach((_, at) => {
      column[at] = value(at)
    })
    const columns = new Map([...population.columns, [more, column]])
    const found = steps ? decider.decide({ count: customers.length, columns }, run).columns : columns
    return found.get(neverLowers)
  }
  for (const less of values.slice(0, 20)) {
    const greater = values.find((each) => each > less)
    if (greater === undefined) continue
    const [one, other] = [withMore(() => less), withMore(() => greater)]
    const at = customers.findIndex((_, place) => rankOf(other, place) < rankOf(one, place))
    if (at >= 0) return customers[at] ?? null
  }
  return null
}

test('two playbooks that are found equal decide customers alike, and who differs does', async () => {
  const counts = { equal: 0, differs: 0, unknown: 0 }
  await everyTime(RUNS, async (draw) => {
    const playbook = randomPlaybook(draw)
    const before = planOf(playbook)
    const after = planOf(changed(playbook, draw))
    const run = randomRun(draw, workingDays)
    const make = randomCustomers(playbook, run.asOf)
    const customers = Array.from({ length: CUSTOMERS }, () => make(draw))
    const [first, second] = [decided(before, customers, run), decided(after, customers, run)]
    const outcomes = draw(
      fc.subarray(
        before.outputs.map(({ name }) => name),
        { maxLength: 6 },
      ),
    )
    const found = await compareOutcomes(before, after, { workingDays, effort: 40_000, outcomes })
    for (const outcome of found.outcomes) {
      const { name } = outcome
      counts[outcome.status] += 1
      if (outcome.status === 'equal') {
        const at = customers.findIndex((_, place) => first[place]?.get(name) !== second[place]?.get(name))
        expect({ name, customer: at < 0 ? null : customers[at] }).toEqual({ name, customer: null })
      }
      if (outcome.status === 'differs') {
        const all = new Map([...make(draw), ...outcome.customer.facts])
        const when = outcome.customer.run
        const sides = [before, after].map((each) => decided(each, [all], when)[0]?.get(name))
        expect(sides).toEqual([outcome.customer.before.value, outcome.customer.after.value])
        expect(sides[0]).not.toBe(sides[1])
      }
    }
  })
  expect(counts.equal).toBeGreaterThan(0)
  if (process.env.FUZZ_CLAIMS) console.info(counts)
}, 600_000)

/** The playbook with some number in some node one more or less, where it stays free of errors. */
function changed(playbook: Plan['playbook'], draw: Draw): Plan['playbook'] {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const copy = structuredClone(playbook)
    const places: { holder: object; key: string; value: number }[] = []
    const visit = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return
      for (const [key, inner] of Object.entries(value)) {
        if (typeof inner === 'number') places.push({ holder: value, key, value: inner })
        else visit(inner)
      }
    }
    visit(copy.nodes)
    if (places.length === 0) return playbook
    const { holder, key, value } = draw(fc.constantFrom(...places))
    Reflect.set(holder, key, value + draw(fc.constantFrom(1, -1)))
    const planned = plan(copy)
    if (planned.ok) return copy
  }
  return playbook
}
