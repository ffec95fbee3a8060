import { atOnce, type BankEvent, type Day, formatDay, parseDay, type Steps } from '@branch-playbook/engine'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Contact } from '../store/ledger.ts'
import { LIST_DAY, type SmallBank, smallBank } from '../testing/small-bank.ts'
import { actionsOf } from './actions.ts'
import { OUTCOMES } from './outcomes.ts'
import { type PreparedPlaybook, prepare } from './prepared-playbook.ts'
import { type Decided, Today } from './today.ts'

let bank: SmallBank
/** A campaign with places by branch that holds some out; one for whose places branches compete; and one with events. */
let versions: readonly PreparedPlaybook[]

const day = parseDay(LIST_DAY) ?? 0

const CUT: BankEvent = {
  id: 'cut',
  type: 'rate_cut',
  day: LIST_DAY,
  name: { 'zh-CN': '降息', en: 'Rate cut' },
}

beforeAll(async () => {
  bank = await smallBank()
  const { playbook } = bank.open.desk.today.leading.plan
  versions = await Promise.all(
    [{ branch: 9, adviser: 3 }, { bank: 12, adviser: 3 }, null].map(async (quota, version) => {
      const nodes = playbook.nodes.map((node) => {
        if (node.kind === 'campaign' && quota)
          return { ...node, from: '2026-03-01', until: '2026-03-31', quota, holdout: 20 }
        return node.kind === 'arbitration' && quota ? { ...node, triggers: [] } : node
      })
      const document = JSON.stringify({ ...playbook, nodes, tests: [] })
      const made = await prepare({ version: version + 1, document }, 'CNY')
      if (!made.ok) throw new Error(JSON.stringify(made.problems))
      return made.prepared
    }),
  )
})
afterAll(() => bank.end())

/** How many customers each version decides, as shares: one alone, where branches compete or not, several, one of few. */
const DIVISIONS = [
  [1, 0, 0],
  [0, 1, 0],
  [1, 0, 3],
  [20, 1, 3],
]

/** The day as versions decide it that have these shares of the customers. */
function dayOf(division: readonly number[], grounds: Partial<Today['grounds']>): Today {
  const { grounds: own } = bank.open.desk.today
  const shares = division.filter((share) => share > 0)
  const turns = shares.flatMap((share, arm) => Array.from({ length: share }, () => arm))
  const armOf = Uint8Array.from(own.rules.armOf, (_arm, row) => turns[row % turns.length] ?? 0)
  const arms = versions.filter((_version, at) => (division[at] ?? 0) > 0)
  return new Today({ ...own, ...grounds, rules: { ...own.rules, arms, armOf } })
}

interface Step {
  readonly what: 'contact' | 'withdrawal' | 'leave' | 'news' | 'erasure'
  /** Which adviser, customer or contact. */
  readonly at: number
  /** Somebody on a list, one whom a campaign calls, or anybody. */
  readonly whom: 'due' | 'called' | 'anybody'
  readonly outcome: Contact['outcome']
  readonly callBackIn: number
}

const step: fc.Arbitrary<Step> = fc.record({
  what: fc.constantFrom('contact', 'contact', 'contact', 'withdrawal', 'leave', 'news', 'erasure'),
  at: fc.nat(10_000),
  whom: fc.constantFrom('due', 'called', 'called', 'anybody'),
  outcome: fc.constantFrom(...OUTCOMES),
  callBackIn: fc.constantFrom(0, 0, 1, 5),
})

/** A contact; whoever is called for a campaign may be talked to for another reason, so that its place is another's. */
function contactOf(today: Today, id: string, on: Day, { at, whom, outcome, callBackIn }: Step): Contact {
  const { members } = today.staff
  const member = at % members.length
  const due =
    whom === 'called'
      ? members.flatMap((_member, place) =>
          actionsOf(today, today.live, place).filter(
            (each) => each.action === 'campaign' && each.listing === 'listed',
          ),
        )
      : actionsOf(today, today.live, member)
  const action = whom === 'anybody' ? undefined : due[at % Math.max(1, due.length)]
  const { ids } = today.grounds.snapshot.customers
  const isCallBack = outcome === 'call_back'
  return {
    id,
    customer: action?.customer ?? ids.at(at % ids.length) ?? '',
    branch: '',
    adviser: members[member]?.id ?? '',
    by: 'somebody',
    action: at % 2 === 0 ? (action?.key ?? null) : null,
    channel: 'phone',
    outcome,
    note: '',
    minutes: action?.minutes ?? 10,
    day: formatDay(on),
    at: `${formatDay(on)}T09:00:00.000Z`,
    call_back_on: isCallBack ? formatDay(on + callBackIn) : null,
    call_back_minutes: isCallBack ? 15 : null,
    call_back_time: isCallBack && callBackIn === 0 ? '15:00' : null,
  }
}

const rowOf = ({ customer }: Contact): number => bank.open.desk.snapshot.customers.rowOf(customer) ?? -1

/** All that a day shows of what was decided; `spent` is of the live lists only. */
const shown = ({ decisions, lists, promised, state }: Decided) => ({
  decisions,
  lists,
  promised,
  facts: ['last_contact', 'touches_30d', 'last_refusal'].map((name) => state.population.columns.get(name)),
  open: state.callBacks.open(),
})

test('whatever is logged, taken back, who is away and who is erased: the day is as if everybody were decided anew', async () => {
  const steps = fc.array(step, { minLength: 1, maxLength: 12 })
  const earlier = fc.array(step, { maxLength: 6 })
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...DIVISIONS), earlier, steps, async (division, past, present) => {
      const blank = dayOf(division, { today: [] })
      const before = past.map((each, at) => contactOf(blank, `before-${at}`, day - 1 - (at % 3), each))
      let today = dayOf(division, { before, today: [] })
      /** A day on other grounds that is being made, and what has become of it. */
      let making: { readonly steps: Steps<Today>; made: Today | null } | null = null
      let { absences, events } = today.grounds
      for (const [at, each] of present.entries()) {
        if (each.what === 'contact') today.log(contactOf(today, `today-${at}`, day, each))
        if (each.what === 'withdrawal')
          today.withdraw(today.contacts[each.at % Math.max(1, today.contacts.length)]?.id ?? '')
        if (making === null && each.what === 'leave') {
          const { id } = today.staff.members[each.at % today.grounds.snapshot.advisers.length] ?? { id: '' }
          absences = each.at % 2 === 0 ? [{ adviser: id, standIn: null }] : []
          making = { steps: today.onOtherGrounds({ absences }), made: null }
        } else if (making === null && each.what === 'news') {
          events = each.at % 2 === 0 ? [CUT] : []
          making = { steps: today.onOtherGrounds({ events }), made: null }
        }
        if (each.what === 'erasure') today.forget(rowOf(contactOf(today, '', day, each)))
        // Some more of it, while contacts come and go; the rest when its turn has come.
        for (let some = each.at % 4; making !== null && making.made === null && some > 0; some -= 1) {
          const next = making.steps.next()
          if (next.done) making.made = next.value
        }
        if (making !== null && each.callBackIn === 0) {
          const next: Today = making.made ?? atOnce(making.steps)
          atOnce(next.catchUpWith(today))
          today = next
          making = null
        }
        const { erased } = today.grounds
        const grounds = making === null ? { before, absences, events, erased } : today.grounds
        const anew = dayOf(division, { ...grounds, today: today.contacts })
        expect(shown(today.live)).toEqual(shown(anew.live))
        expect(today.counts()).toEqual(anew.counts())
        expect({ spent: today.spent, attempts: today.attempts }).toEqual({
          spent: anew.spent,
          attempts: anew.attempts,
        })
        expect(shown(today.morning())).toEqual(
          shown(dayOf(division, { ...grounds, today: [], erased: new Set() }).live),
        )
      }
    }),
    { numRuns: 24 },
  )
})
