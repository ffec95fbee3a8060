import { type Plan, parsePlaybook, plan, WorkingDays } from '@branch-playbook/engine'
import { expect, test } from 'vitest'
import { withValue } from '../document/path.ts'
import { verdictsOf } from '../scrutiny/failed-tests.ts'
import { chineseCalendar, retailPlaybook } from '../testing/playbook.ts'
import { expectedNow, testOf } from '../tests/new-test.ts'
import { Tracer } from './tracer.ts'
import { figuresOf, readied, trace } from './tracing.ts'

const CALENDAR = chineseCalendar()
const WORKING_DAYS = new WorkingDays(CALENDAR)

function planned(document: unknown): Plan {
  const parsed = parsePlaybook(document)
  const made = parsed.ok ? plan(parsed.value) : parsed
  if (!made.ok) throw new Error(JSON.stringify(made.problems))
  return made.plan
}

const PLAN = planned(retailPlaybook())
const { facts = {} } = PLAN.playbook.examples?.find(({ id }) => id === 'well_off') ?? {}
const CASE = { facts, asOf: '2026-03-10', events: [] }

function traced(plan: Plan, subject = CASE) {
  const ready = readied(plan, subject, WORKING_DAYS)
  return ready.ok ? trace(plan, ready) : ready.problems.map(({ code }) => code)
}

test('A trace goes through every node in order, with its value, what was taken and why', () => {
  const found = traced(PLAN)
  if (!('nodes' in found)) throw new Error(found.join())
  expect(found.nodes.map(({ id }) => id)).toEqual(PLAN.nodes.map(({ node }) => node.id))
  expect(found.figures.get('tier')?.value).toBe('B')
  expect(found.figures.get('contribution')).toEqual({ kind: 'money', value: 2_662_800 })
  const place = PLAN.playbook.nodes.findIndex(({ id }) => id === 'tier')
  const tier = found.nodes.find(({ id }) => id === 'tier')
  expect(tier?.taken.map(({ path }) => path)).toContain(`/nodes/${place}/bands/1`)
  expect(tier?.taken.map(({ path }) => path)).not.toContain(`/nodes/${place}/bands/0`)
  expect(tier?.reasons.length).toBeGreaterThan(0)
})

test('A fact that the playbook does not know is left aside; a day that the calendar does not know is told', () => {
  expect(traced(PLAN, { ...CASE, facts: { ...facts, shoe_size: 43 } })).toEqual(traced(PLAN))
  expect(traced(PLAN, { ...CASE, asOf: '2099-01-01' })).toEqual(['calendar_ends'])
})

test('Why not is answered for whoever was traced last, under the playbook as it is edited', () => {
  const tracer = new Tracer()
  const ask = (target: string) => tracer.answer({ ask: 'why_not', revision: 1, target, locale: 'en' })
  const follow = (document: unknown) =>
    tracer.answer({ ask: 'trace', revision: 1, document, calendar: CALENDAR, subject: CASE })
  follow(retailPlaybook())
  const answer = ask('tier=A')
  expect(answer.answer === 'why_not' && answer.sentences.some(({ about }) => about === 'way')).toBe(true)
  const tier = PLAN.playbook.nodes.findIndex(({ id }) => id === 'tier')
  follow(withValue(retailPlaybook(), ['nodes', tier, 'bands', 0, 'from'], 2_000_000))
  const reached = ask('tier=A')
  expect(reached.answer === 'why_not' && reached.sentences.map(({ about }) => about)).toEqual(['target'])
  expect(follow('no playbook').answer).toBe('refused')
  expect(ask('tier=A')).toMatchObject({ answer: 'why_not', sentences: [] })
})

test('A test of a case that expects what is decided of it now is met, and expects something', async () => {
  const figures = figuresOf(PLAN, CASE, WORKING_DAYS)
  if (!figures) throw new Error('The case cannot be decided')
  const made = testOf(PLAN.playbook, CASE, 'Now', expectedNow(PLAN.playbook, figures))
  expect(made.expect).toMatchObject({ tier: 'B' })
  const [verdict] = await verdictsOf(planned({ ...PLAN.playbook, tests: [made] }), WORKING_DAYS)
  expect(verdict).toEqual({ failed: [], unready: [] })
  expect(figuresOf(PLAN, { ...CASE, asOf: '2099-01-01' }, WORKING_DAYS)).toBeNull()
})
