import { readFileSync } from 'node:fs'
import { calendarSchema } from '@branch-playbook/engine'
import { expect, test } from 'vitest'
import { withValue } from '../document/path.ts'
import { retailPlaybook } from '../testing/playbook.ts'
import type { Answer } from './messages.ts'
import { scrutinise } from './scrutinise.ts'

const CALENDAR = new URL('../../../playbooks/calendars/cn.json', import.meta.url)
const calendar = calendarSchema.parse(JSON.parse(readFileSync(CALENDAR, 'utf8')))

async function found(document: unknown, withCalendar = true): Promise<Answer[]> {
  const answers: Answer[] = []
  const request = { revision: 7, document, calendar: withCalendar ? calendar : null }
  for await (const answer of scrutinise(request)) answers.push(structuredClone(answer))
  return answers
}

const claims = (answers: readonly Answer[]) =>
  answers.flatMap((each) => (each.found === 'claim' ? [[each.id, each.judged.status]] : []))

/** The place of a node in the playbook. */
function placeOf(id: string): number {
  const { nodes } = Object(retailPlaybook())
  return nodes.findIndex((node: { id: string }) => node.id === id)
}

test('The shipped playbook has no warnings, meets its tests, and its claims are proven', async () => {
  const answers = await found(retailPlaybook())
  expect(answers[0]).toEqual({ revision: 7, found: 'problems', problems: [] })
  const [, tests, covered] = answers
  expect(tests?.found === 'tests' && tests.verdicts).toEqual(
    Object(retailPlaybook()).tests.map(() => ({ failed: [], unready: [] })),
  )
  expect(covered?.found === 'coverage' && covered.coverage.customers).toBe(
    Object(retailPlaybook()).tests.length,
  )
  expect(claims(answers).map(([, status]) => status)).toEqual(['proven', 'proven', 'proven', 'proven'])
})

test('Tier A contacted too seldom breaks a claim: by whom, on which day and why', async () => {
  const every = ['nodes', placeOf('coverage'), 'duties', 'A', 'every']
  const answers = await found(withValue(retailPlaybook(), every, 31))
  expect(claims(answers)).toContainEqual(['tier_a_within_30_days', 'refuted'])
  const broken = answers.find((each) => each.found === 'claim' && each.judged.status === 'refuted')
  expect(broken).toMatchObject({
    judged: { breaker: { day: expect.stringMatching(/^\d{4}-\d\d-\d\d$/), other: null } },
  })
  const failed = answers.flatMap((each) =>
    each.found === 'tests' ? each.verdicts.flatMap(({ failed }) => failed) : [],
  )
  expect(failed.map(({ outcome }) => outcome)).toContain('coverage')
})

test('What the checker warns of comes with a customer on whom it shows', async () => {
  const playbook = Object(retailPlaybook())
  const table = {
    id: 'waiver',
    kind: 'table',
    name: { 'zh-CN': '减免', en: 'Waiver' },
    hitPolicy: 'first',
    inputs: [{ of: 'tier' }],
    outputs: [{ id: 'share', type: 'percent' }],
    rows: [{ when: ['A'], then: [100] }],
  }
  const [first] = await found({ ...playbook, nodes: [...playbook.nodes, table] }, false)
  expect(first?.found === 'problems' && first.problems.map(({ code }) => code)).toContain('rows_leave_gap')
  expect(first?.found === 'problems' && first.problems.every(({ severity }) => severity === 'warning')).toBe(
    true,
  )
})

test('Nothing is looked for in a document with errors', async () => {
  expect(await found(withValue(retailPlaybook(), ['nodes', placeOf('tier'), 'of'], 'nobody'))).toEqual([])
  expect(await found('no playbook')).toEqual([])
})
