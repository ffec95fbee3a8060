import {
  advisor,
  changeWords,
  coverage,
  diff,
  explainer,
  type Figures,
  LOCALES,
  type Maybe,
  type Plan,
  type Playbook,
  parsePlaybook,
  placeWords,
  plan,
  populationOf,
  type Run,
  readTarget,
  reasonsOf,
  referenceEvaluator,
  sentence,
  type Target,
  type Way,
  whyNotSentences,
} from '@branch-playbook/engine'
import { readCalendar } from '@branch-playbook/playbooks'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { randomCustomers } from './random-customer.ts'
import { type Draw, randomPlaybook } from './random-playbook.ts'
import { randomRun } from './random-run.ts'

/** `FUZZ_UNDERSTANDING=1000` looks for longer. */
const RUNS = Number(process.env.FUZZ_UNDERSTANDING ?? 40)

const calendar = await readCalendar('cn')
if (!calendar.ok) throw new Error('The calendar cannot be read')
const workingDays = calendar.value

function planOf(playbook: Playbook): Plan {
  const planned = plan(asRead(playbook))
  if (!planned.ok) throw new Error(JSON.stringify(planned.problems))
  return planned.plan
}

function asRead(playbook: unknown): Playbook {
  const parsed = parsePlaybook(JSON.parse(JSON.stringify(playbook)))
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  return parsed.value
}

const forRandom = (law: (draw: Draw) => Promise<void> | void) =>
  fc.assert(
    fc.asyncProperty(fc.gen(), async (gen) => law((arbitrary) => gen(() => arbitrary))),
    { numRuns: RUNS, endOnFailure: true },
  )

const isWhole = (words: string) => expect(words).not.toMatch(/\{\w+\}|undefined|NaN|\[object/)

/** A class or flag of the plan and one of its values. */
function randomTarget(draw: Draw, planned: Plan): Target {
  const wishes = planned.outputs.flatMap(({ name, type }) =>
    type.kind === 'class'
      ? type.values.map((value) => `${name}=${value}`)
      : type.kind === 'flag'
        ? [`${name}=true`, `${name}=false`]
        : [],
  )
  const read = readTarget(planned, draw(fc.constantFrom('listed', ...wishes)))
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return read.target
}

const changed = (facts: Figures, { changes }: Way, less = -1): Figures =>
  new Map([
    ...facts,
    ...changes.map(({ fact, to, difference }, at): [string, Maybe] => [
      fact,
      at === less && typeof to === 'number' ? to - Math.sign(difference ?? 0) : to,
    ]),
  ])

test('every way to an outcome leads there, whatever the playbook, and a unit less does not', () =>
  forRandom(async (draw) => {
    const playbook = randomPlaybook(draw)
    const planned = planOf(playbook)
    const oracle = referenceEvaluator(planned)
    const run = randomRun(draw, workingDays)
    const facts = randomCustomers(playbook, run.asOf)(draw)
    const target = randomTarget(draw, planned)
    const reaches = async (customer: Figures, on: Run = run) => {
      const { values } = await oracle.decide(customer, on)
      return target.anyOf.some((wish) => {
        const value = values.get(wish.name) ?? null
        return wish.is === 'among' && value !== null && wish.values.includes(value)
      })
    }
    const answer = advisor(planned, target, { trials: 20_000 }).find(facts, run)
    expect(answer.reached).toBe(await reaches(facts))
    for (const way of answer.ways) {
      expect(await reaches(changed(facts, way))).toBe(true)
      for (const [at, { fact, difference }] of way.changes.entries()) {
        const kind = planned.types.get(fact)?.kind
        // Percentages move in ten-thousandths.
        if (difference === null || kind === 'percent') continue
        expect(await reaches(changed(facts, way, at)), JSON.stringify(way.changes)).toBe(false)
      }
    }
    if (answer.by !== null) expect(await reaches(facts, { ...run, asOf: answer.by })).toBe(true)
    const view = explainer(planned).view(populationOf(planned, [facts]), 0, run)
    for (const locale of LOCALES)
      for (const { text } of whyNotSentences(planned, answer, view, locale)) isWhole(text)
  }))

/** The places of all numbers of a value. */
function* numbersOf(value: unknown, path: (string | number)[] = []): Generator<(string | number)[]> {
  if (typeof value === 'number') yield path
  else if (Array.isArray(value))
    for (const [at, each] of value.entries()) yield* numbersOf(each, [...path, at])
  else if (typeof value === 'object' && value !== null) {
    for (const [key, each] of Object.entries(value)) yield* numbersOf(each, [...path, key])
  }
}

function edited(value: unknown, [first, ...rest]: (string | number)[]): unknown {
  if (first === undefined) return Number(value) + 1
  if (Array.isArray(value)) return value.with(Number(first), edited(value[Number(first)], rest))
  if (typeof value !== 'object' || value === null) return value
  return { ...value, [first]: edited(Reflect.get(value, first), rest) }
}

test('a difference is what was edited, and nothing else', () =>
  forRandom((draw) => {
    const playbook = asRead(randomPlaybook(draw))
    expect(diff(playbook, playbook).changes).toEqual([])
    const places = [...numbersOf(playbook.nodes)]
    const chosen = places.length === 0 ? [] : draw(fc.subarray(places, { minLength: 1, maxLength: 3 }))
    const nodes = chosen.reduce<unknown>((value, path) => edited(value, path), playbook.nodes)
    const { changes } = diff(playbook, { ...playbook, nodes: nodes as Playbook['nodes'] })
    const paths = chosen.map((path) => `/nodes/${path.join('/')}`)
    expect(changes.map(({ pathAfter }) => pathAfter).toSorted()).toEqual(paths.toSorted())
    expect(new Set(changes.map(({ kind }) => kind))).toEqual(new Set(chosen.length > 0 ? ['changed'] : []))
    const order = draw(fc.shuffledSubarray([...playbook.nodes], { minLength: playbook.nodes.length }))
    const moved = diff(playbook, { ...playbook, nodes: order }).changes
    expect(moved.every(({ kind }) => kind === 'moved')).toBe(true)
    expect(moved.length === 0).toBe(order.every((node, at) => node === playbook.nodes[at]))
    const other = asRead(randomPlaybook(draw))
    for (const locale of LOCALES) {
      const words = changeWords(playbook, other, locale)
      for (const change of diff(playbook, other).changes) isWhole(words.sentence(change))
    }
  }))

test('coverage of many is the sum of that of each, and every place and reason has its words', () =>
  forRandom((draw) => {
    const playbook = randomPlaybook(draw)
    const planned = planOf(playbook)
    const run = randomRun(draw, workingDays)
    const customer = randomCustomers(playbook, run.asOf)
    const customers = Array.from({ length: 5 }, () => customer(draw))
    const coverer = coverage(planned)
    const all = coverer.ofPopulation(populationOf(planned, customers), run)
    const each = customers.map((facts) => coverer.ofPopulation(populationOf(planned, [facts]), run))
    for (const [at, { count }] of all.places.entries()) {
      expect(each.reduce((sum, { places }) => sum + (places[at]?.count ?? 0), 0)).toBe(count)
    }
    for (const locale of LOCALES) {
      const words = placeWords(playbook, locale)
      for (const place of all.places) isWhole(words(place))
      for (const facts of customers) {
        const view = explainer(planned).view(populationOf(planned, [facts]), 0, run)
        for (const reason of reasonsOf(planned, view)) isWhole(sentence(reason, locale, 'CNY'))
      }
    }
  }))
