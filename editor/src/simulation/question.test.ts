import { compile } from '@branch-playbook/engine'
import { expect, test } from 'vitest'
import { withValue } from '../document/path.ts'
import { ADVISER_OF, COUNT, PEOPLE, planned, RETAIL, RUN, whatIf } from '../testing/everyone.ts'
import type { Pick, Place } from './pick.ts'
import { type Answer, keyOf, type Question } from './question.ts'

const nodeAt = (id: string) => planned(RETAIL).playbook.nodes.findIndex((node) => node.id === id)
const EDITED = withValue(RETAIL, ['nodes', nodeAt('tier'), 'bands', 0, 'from'], 1_600_000)

const TIERS = ['A', 'B', 'C', 'D', 'E', null]
const [BEFORE, AFTER] = [RETAIL, EDITED].map((each) => compile(planned(each)).decide(PEOPLE, RUN).columns)
const tierOf = (columns: typeof BEFORE, at: number) =>
  TIERS[((columns?.get('tier')?.[at] ?? 0) + TIERS.length - 1) % TIERS.length] ?? null
const everyone = Array.from({ length: COUNT }, (_, at) => at)

type AnswerTo = { readonly [Kind in Answer as Kind['ask']]: Kind }

const opened = whatIf()

/** What is answered once the edited playbook is decided. */
async function ask<Ask extends Question['ask']>(
  question: Question & { ask: Ask },
  document: unknown = EDITED,
) {
  await opened.compare(document)
  const [[key, answer] = ['', null]] = opened.answers([question])
  expect(key).toBe(keyOf(question))
  const isOfKind = (given: Answer | null): given is AnswerTo[Ask] => given?.ask === question.ask
  return isOfKind(answer) ? answer : expect.fail(JSON.stringify(answer))
}

const page = async (pick: Pick, more = {}) =>
  (
    await ask({
      ask: 'customers',
      pick,
      figures: ['tier', 'contribution'],
      order: null,
      from: 0,
      most: COUNT,
      ...more,
    })
  ).found

const tierIs = (side: 'before' | 'after', is: string | null) =>
  ({ by: 'value', side, figure: 'tier', is }) as const

test('a histogram counts everybody once, each between the bounds of his bar', async () => {
  for (const name of ['contribution', 'wealth', 'touches_30d', 'last_contact', 'recency']) {
    const { found } = await ask({ ask: 'distribution', of: name })
    const { edges, counts, known, missing, least, most } = found
    const column = AFTER?.get(name) ?? PEOPLE.columns.get(name)
    const values = [...(column ?? [])].filter((value) => !Number.isNaN(value) && value !== -(2 ** 31))
    expect(known + missing).toBe(COUNT)
    expect([least, most]).toEqual([Math.min(...values), Math.max(...values)])
    const last = edges.length - 2
    const expected = counts.map((_, at) => {
      const [from = 0, to = 0] = edges.slice(at, at + 2)
      return values.filter((value) => value >= from && (value < to || (at === last && value === to))).length
    })
    expect(counts).toEqual(expected)
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(known)
    expect(edges).toEqual(edges.toSorted((one, other) => one - other))
    expect(counts.length).toBeLessThan(60)
  }
})

test('streams and cells add up to everybody, and are those of the columns', async () => {
  const { found: moves } = await ask({ ask: 'flows', of: 'tier' })
  const { flows } = moves
  for (const { from, to, count } of flows)
    expect(count).toBe(
      everyone.filter((at) => tierOf(BEFORE, at) === from && tierOf(AFTER, at) === to).length,
    )
  expect(flows.reduce((sum, { count }) => sum + count, 0)).toBe(COUNT)
  const { found: cells } = await ask({ ask: 'cells', matrix: 'strategy' })
  expect(cells.after.flat().reduce((sum, count) => sum + count, 0)).toBe(COUNT)
})

test('those who are picked are those counted, before and after, whatever is asked of them', async () => {
  const moved = await page([tierIs('before', 'B'), tierIs('after', 'A')])
  const expected = everyone.filter((at) => tierOf(BEFORE, at) === 'B' && tierOf(AFTER, at) === 'A')
  expect(expected.length).toBeGreaterThan(0)
  expect(moved.customers.map(({ row }) => row)).toEqual(expected)
  expect(moved.customers.every(({ figures: [tier] }) => tier?.before === 'B' && tier.after === 'A')).toBe(
    true,
  )

  const listed = await page([
    { by: 'branch', branch: 'east' },
    { by: 'place', side: 'after', place: 'listed' },
  ])
  const comparison = await opened.compare(EDITED)
  expect(listed.count).toBe(comparison?.after.branches.east?.listed)
  expect(listed.customers.every(({ row }) => (ADVISER_OF[row] ?? 9) < 2)).toBe(true)
})

test('who comes on the lists and who goes are told apart', async () => {
  const longer = withValue(RETAIL, ['nodes', nodeAt('coverage'), 'duties', 'A', 'minutes'], 55)
  const comparison = await opened.compare(longer)
  const total = (of: 'gained' | 'lost') =>
    Object.values(comparison?.turnover ?? {}).reduce((sum, each) => sum + each[of], 0)
  const counts = async (before: Place, after: Place) => {
    const pick: Pick = [
      { by: 'place', side: 'before', place: before },
      { by: 'place', side: 'after', place: after },
    ]
    const question = { pick, figures: [], order: null, from: 0, most: COUNT } as const
    const { found } = await ask({ ask: 'customers', ...question }, longer)
    expect(
      found.customers.every(({ listing }) => (listing.after === 'listed') === (after === 'listed')),
    ).toBe(true)
    return found.count
  }
  expect(total('lost')).toBeGreaterThan(total('gained'))
  expect([total('gained'), total('lost')]).toEqual([
    await counts('not_listed', 'listed'),
    await counts('listed', 'not_listed'),
  ])
})

test.each([
  ['contribution', 700],
  // Most have the same few values: a page begins and ends among equals.
  ['touches_30d', 300],
])(
  'pages in the order of %s have everybody once, the greatest first, those without it last',
  async (order, most) => {
    const rows: number[] = []
    const values: (number | null)[] = []
    for (let from = 0; from < COUNT; from += most) {
      const { customers } = await page([], { order, figures: [order], from, most })
      rows.push(...customers.map(({ row }) => row))
      values.push(
        ...customers.map(({ figures: [value] }) => (typeof value?.after === 'number' ? value.after : null)),
      )
    }
    expect(rows.toSorted((one, other) => one - other)).toEqual(everyone)
    const least = Number.NEGATIVE_INFINITY
    expect(values).toEqual(values.toSorted((one, other) => (other ?? least) - (one ?? least)))
  },
)

test('money is that of those on the lists, of the due or of all, and its parts are all of it', async () => {
  const amounts = PEOPLE.columns.get('wealth') ?? []
  for (const whose of ['listed', 'due', 'everybody'] as const) {
    const by = { class: 'tier' }
    const { found } = await ask({ ask: 'money', figure: 'wealth', whose, by })
    const pick: Pick = whose === 'everybody' ? [] : [{ by: 'place', side: 'after', place: whose }]
    const { customers } = await page(pick)
    for (const { of, after } of found.parts) {
      const own = customers.filter(({ figures: [tier] }) => tier?.after === of)
      expect(after.customers).toBe(own.length)
      expect(after.sum).toBe(own.reduce((sum, { row }) => sum + (amounts[row] ?? 0), 0))
    }
  }
})

test('the rows of a table are counted as they fire', async () => {
  const table = (hitPolicy: string) => ({
    kind: 'table',
    id: 'touched',
    name: { 'zh-CN': '联系', en: 'Touched' },
    hitPolicy,
    inputs: [{ of: 'touches_30d' }],
    outputs: [{ id: 'often', type: 'flag' }],
    rows: [
      { when: ['>= 3'], then: [true] },
      { when: ['>= 1'], then: [false] },
    ],
  })
  const touches = [...(PEOPLE.columns.get('touches_30d') ?? [])]
  const [often, ever] = [3, 1].map((least) => touches.filter((each) => each >= least).length)
  const { nodes } = planned(RETAIL).playbook
  const withTable = (hitPolicy: string) => withValue(RETAIL, ['nodes'], [...nodes, table(hitPolicy)])
  const first = await ask({ ask: 'rows', table: 'touched' }, withTable('first'))
  expect(first.found).toEqual({ fires: [often, (ever ?? 0) - (often ?? 0)], none: COUNT - (ever ?? 0) })
  const all = await ask({ ask: 'rows', table: 'touched' }, withTable('rule_order'))
  expect(all.found).toEqual({ fires: [often, ever], none: COUNT - (ever ?? 0) })
})

test('with a playbook that cannot run edits are compared with the first that can', async () => {
  const fresh = whatIf()
  fresh.compareWith('nonsense')
  expect(fresh.answers([{ ask: 'flows', of: 'tier' }])).toEqual([])
  expect((await fresh.compare(EDITED))?.moved.tier).toBe(0)
  expect((await fresh.compare(RETAIL))?.moved.tier).toBeGreaterThan(0)
})
