import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SmallBank, smallBank } from '../testing/small-bank.ts'
import { actionsOf, isTold } from './actions.ts'
import { type PreparedPlaybook, prepare } from './prepared-playbook.ts'
import { rowsOf, Today } from './today.ts'

let bank: SmallBank
/** A playbook with a campaign and no events, the same as another version, with events, and with a larger quota. */
let versions: readonly [PreparedPlaybook, PreparedPlaybook, PreparedPlaybook, PreparedPlaybook]

/** Each try decides the whole bank. */
const numRuns = 12
const QUOTA = { bank: 9, adviser: 3 }
const OTHER_QUOTA = { bank: 500 }

beforeAll(async () => {
  bank = await smallBank()
  const { playbook } = bank.open.desk.today.leading.plan
  const made = async (version: number, quota: object, triggers: readonly string[] | null) => {
    const nodes = playbook.nodes.map((node) => {
      if (node.kind === 'campaign') return { ...node, from: '2026-03-01', until: '2026-03-31', quota }
      return node.kind === 'arbitration' && triggers ? { ...node, triggers } : node
    })
    const document = JSON.stringify({ ...playbook, nodes, tests: [] })
    const ready = await prepare({ version, document }, 'CNY')
    if (!ready.ok) throw new Error(JSON.stringify(ready.problems))
    return ready.prepared
  }
  versions = [
    await made(1, QUOTA, []),
    await made(2, QUOTA, []),
    await made(3, QUOTA, null),
    await made(4, OTHER_QUOTA, []),
  ]
})
afterAll(() => bank.end())

/** The day as several versions decide it, the arm of each customer by what is drawn for him. */
function dayOf(arms: readonly PreparedPlaybook[], draws: readonly number[]): Today {
  const { grounds } = bank.open.desk.today
  const armOf = Uint8Array.from(
    grounds.rules.armOf,
    (_arm, row) => (draws[row % draws.length] ?? 0) % arms.length,
  )
  return new Today({ ...grounds, rules: { ...grounds.rules, arms, armOf } })
}

const draws = fc.array(fc.nat(3), { minLength: 7, maxLength: 31 })

const listed = (today: Today) =>
  today.staff.members.flatMap((_member, place) =>
    actionsOf(today, today.live, place).filter(({ listing }) => listing === 'listed'),
  )

test('two versions that mean the same give exactly the lists of one', () => {
  const [first, same] = versions
  const alone = dayOf([first], [0]).live.lists
  fc.assert(
    fc.property(draws, (drawn) => {
      expect(dayOf([first, same], drawn).live.lists).toEqual(alone)
    }),
    { numRuns },
  )
})

test('a version that decides few customers decides only them, and gives exactly the lists of one all the same', () => {
  const [first, same] = versions
  const alone = dayOf([first], [0]).live.lists
  // One in so many, at another place in each try.
  const few = fc
    .integer({ min: 9, max: 40 })
    .chain((many) =>
      fc.nat(many - 1).map((at) => Array.from({ length: many }, (_none, row) => Number(row === at))),
    )
  fc.assert(
    fc.property(few, (drawn) => {
      expect(dayOf([first, same], drawn).live.lists).toEqual(alone)
    }),
    { numRuns },
  )
})

test('however customers are divided, no adviser has more than his day, and nobody is listed who is not to be contacted', () => {
  const wishes = bank.open.desk.snapshot.facts.get('do_not_contact')
  fc.assert(
    fc.property(draws, (drawn) => {
      const today = dayOf(versions, drawn)
      const { lists } = today.live
      today.staff.members.forEach(({ minutes }, place) => {
        expect(lists.minutesListed[place]).toBeLessThanOrEqual(minutes)
        for (const row of rowsOf(today.live, place).rows) expect(wishes?.[row]).toBe(1)
      })
    }),
    { numRuns },
  )
})

test('every customer has what his own version decides for him alone, and is explained by it', () => {
  const [first, same, events, other] = versions
  // No two next to each other that mean the same.
  const arms = [first, events, same, other]
  // Whether somebody whom a campaign holds out would have been called is a matter of who else is.
  const toldOf = (today: Today) =>
    today.staff.members.flatMap((_member, place) => actionsOf(today, today.live, place)).filter(isTold)
  const alone = arms.map((version) => {
    const actions = toldOf(dayOf([version], [0]))
    return new Map(
      actions.map(({ row, key, action, score, minutes }) => [row, { key, action, score, minutes }]),
    )
  })
  fc.assert(
    fc.property(draws, (drawn) => {
      const today = dayOf(arms, drawn)
      const { armOf } = today.grounds.rules
      const found = toldOf(today)
      for (const { row, key, action, score, minutes } of found) {
        expect(today.playbookOf(row)).toBe(arms[armOf[row] ?? -1])
        expect({ key, action, score, minutes }).toEqual(alone[armOf[row] ?? -1]?.get(row))
      }
      const due = alone.reduce(
        (sum, of, arm) => sum + [...of.keys()].filter((row) => armOf[row] === arm).length,
        0,
      )
      expect(found).toHaveLength(due)
    }),
    { numRuns: 4 },
  )
})

test('a campaign counts its quota over all versions: that of the version that comes first', () => {
  const [first, , , other] = versions
  const campaigns = (today: Today) => listed(today).filter(({ action }) => action === 'campaign').length
  expect(campaigns(dayOf([other], [0]))).toBeGreaterThan(QUOTA.bank)
  fc.assert(
    fc.property(draws, (drawn) => {
      expect(campaigns(dayOf([first, other], drawn))).toBeLessThanOrEqual(QUOTA.bank)
    }),
    { numRuns },
  )
})

test('the desk of a branch has the minutes of the version that decides most of its customers', async () => {
  const [first] = versions
  const { playbook } = first.plan
  const nodes = playbook.nodes.map((node) =>
    node.kind === 'arbitration' ? { ...node, minutesPerDay: node.minutesPerDay + 30 } : node,
  )
  const ready = await prepare({ version: 5, document: JSON.stringify({ ...playbook, nodes }) }, 'CNY')
  if (!ready.ok) throw new Error(JSON.stringify(ready.problems))
  const { grounds } = bank.open.desk.today
  const { branch } = grounds.snapshot.customers
  // All of the second branch, and a few of the first.
  const armOf = Uint8Array.from(branch, (place, row) => Number(place === 1 || row % 10 === 0))
  const { staff } = new Today({
    ...grounds,
    rules: { ...grounds.rules, arms: [first, ready.prepared], armOf },
  })
  const minutes = [0, 1].map((place) => staff.members[staff.deskOf(place)]?.minutes)
  const own = first.arbitration.minutesPerDay
  expect(minutes).toEqual([own, own + 30])
})
