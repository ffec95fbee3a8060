import {
  ACTIONS,
  customerAt,
  type Figures,
  LISTED_ACTIONS,
  type Maybe,
  type Plan,
  parsePlaybook,
  plan,
  referenceEvaluator,
  stepsRead,
} from '@branch-playbook/engine'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Effect, effectSchema } from '../api/effect-report.ts'
import { openDraft, saveDraft } from '../testing/life.ts'
import { CUSTOMERS, type SmallBank, smallBank } from '../testing/small-bank.ts'
import { stricter } from '../testing/stricter.ts'

/** Everything that the report counts, counted again from what the oracle decides of each customer. */

/** Ten seconds on a machine that does nothing else. */
const PATIENCE_MS = 300_000

let bank: SmallBank
let effect: Effect
let before: readonly Recounted[]
let after: readonly Recounted[]

beforeAll(async () => {
  bank = await smallBank()
  const { document, etag } = await openDraft(bank)
  const changed = stricter(document)
  expect((await saveDraft(bank, changed, etag)).status).toBe(200)
  effect = effectSchema.parse(
    (await bank.ask('strategist', 'GET', '/api/playbooks/retail/draft/effect')).body,
  )
  before = await recount(document)
  after = await recount(changed)
}, PATIENCE_MS)
afterAll(() => bank.end())

interface Recounted {
  readonly row: number
  readonly tier: Maybe
  readonly strategy: Maybe
  readonly action: Maybe
  readonly value: number
  readonly score: number
  readonly minutes: number
}

async function recount(document: unknown): Promise<Recounted[]> {
  const parsed = parsePlaybook(document)
  const planned = parsed.ok ? plan(parsed.value) : parsed
  if (!planned.ok) throw new Error(JSON.stringify(planned.problems))
  const { snapshot, day, events } = bank.open.desk.today.grounds
  const { workingDays } = bank.open.desk.today.leading
  const oracle = referenceEvaluator({ ...planned.plan, steps: stepsBehind(planned.plan) })
  const population = { count: snapshot.customers.count, columns: snapshot.facts }
  const decided: Recounted[] = []
  for (let row = 0; row < population.count; row += 1) {
    const facts = customerAt(planned.plan, population, row)
    const { values } = await oracle.decide(facts, { asOf: day, workingDays, events })
    const number = (name: string) => numberOf(values, name)
    decided.push({
      row,
      tier: values.get('tier') ?? null,
      strategy: values.get('strategy') ?? null,
      action: values.get('daily_list') ?? null,
      value: number('contribution'),
      score: number('daily_list.score'),
      minutes: number('daily_list.minutes'),
    })
  }
  return decided
}

const COUNTED = ['tier', 'strategy', 'daily_list', 'daily_list.score', 'daily_list.minutes']

/** What is counted and what it follows from; the oracle is slow enough. */
function stepsBehind({ steps }: Plan): Plan['steps'] {
  const needed = new Set(COUNTED)
  const found = steps.toReversed().filter(({ name, expression }) => {
    if (!needed.has(name)) return false
    for (const read of stepsRead(expression)) needed.add(read)
    return true
  })
  return found.toReversed()
}

const numberOf = (values: Figures, name: string): number => {
  const value = values.get(name)
  return typeof value === 'number' ? value : 0
}

const ranks = new Map<Maybe, number>(ACTIONS.map((each, rank) => [each, rank]))
const rankOf = ({ action }: Recounted): number => ranks.get(action) ?? ACTIONS.length

/** The rows that fit each member's minutes: duties first, then events; the higher score first. */
function listed(customers: readonly Recounted[]) {
  const { members, memberOf } = bank.open.desk.today.staff
  const due = customers
    .filter(({ action }) => LISTED_ACTIONS.some((each) => each === action))
    .toSorted((one, other) => rankOf(one) - rankOf(other) || other.score - one.score || one.row - other.row)
  return members.map(({ minutes }, member) => {
    const own = due.filter(({ row }) => memberOf[row] === member)
    const rows: number[] = []
    let spent = 0
    for (const { row, minutes: needed } of own) {
      if (spent + needed > minutes) break
      spent += needed
      rows.push(row)
    }
    const minutesDue = own.reduce((sum, each) => sum + each.minutes, 0)
    return { rows, minutesListed: spent, minutesDue, cut: own.length - rows.length }
  })
}

test.each([
  ['tiers', 'tier'],
  ['strategies', 'strategy'],
  ['actions', 'action'],
] as const)('Moves of %s are those of the oracle, and everybody is counted once', (moves, of) => {
  const flows = new Map(effect[moves].flows.map(({ from, to, count }) => [`${from} > ${to}`, count]))
  const counted = Map.groupBy(after, (now) => `${before[now.row]?.[of]} > ${now[of]}`)
  expect(flows).toEqual(new Map([...counted].map(([key, { length }]) => [key, length])))
  expect([...flows.values()].reduce((sum, count) => sum + count, 0)).toBe(CUSTOMERS)
  const moved = effect[moves].flows.filter(({ from, to }) => from !== to)
  if (moves !== 'strategies') expect(moved).not.toEqual([])
})

test('Lists and minutes of everybody are those of the oracle, and so is who comes and goes', () => {
  const [was, is] = [listed(before), listed(after)]
  const advisers = effect.branches.flatMap((branch) => branch.advisers)
  const ids = bank.open.desk.today.staff.members.map(({ id }) => id)
  expect(advisers.map(({ id }) => id).toSorted()).toEqual(ids.toSorted())
  for (const adviser of advisers) {
    const place = ids.indexOf(adviser.id)
    const [old, now] = [was[place], is[place]]
    if (!old || !now) return expect.fail(adviser.id)
    const load = ({ rows, ...rest }: typeof old) => ({ ...rest, listed: rows.length, overQuota: 0 })
    expect(adviser.before).toMatchObject(load(old))
    expect(adviser.after).toMatchObject(load(now))
    expect(adviser.gained).toBe(now.rows.filter((row) => !old.rows.includes(row)).length)
    expect(adviser.lost).toBe(old.rows.filter((row) => !now.rows.includes(row)).length)
  }
  expect(effect.lists.gained).toBeGreaterThan(0)
  expect(effect.lists.lost).toBeGreaterThan(0)
})

test('What each tier is worth is the sum of the oracle', () => {
  for (const { tier, ...worth } of effect.value.tiers) {
    for (const [side, customers] of [
      ['before', before],
      ['after', after],
    ] as const) {
      const own = customers.filter((each) => each.tier === tier)
      const value = own.reduce((sum, each) => sum + each.value, 0)
      expect(worth[side]).toEqual({ customers: own.length, value })
    }
  }
})
