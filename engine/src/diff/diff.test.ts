import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parsePlaybookText } from '../playbook/parse.ts'
import type { Playbook, PlaybookNode } from '../playbook/playbook.ts'
import { nodes, playbookWith, sameAs, text } from '../testing/small-bank.ts'
import { diff } from './diff.ts'

const pricing = {
  id: 'pricing',
  kind: 'table',
  name: text('Pricing'),
  hitPolicy: 'first',
  inputs: [{ of: 'balance' }, { of: 'tier' }],
  outputs: [
    { id: 'rate', type: 'percent', otherwise: 1 },
    { id: 'fee', type: 'money' },
  ],
  rows: [
    { when: ['> 1000', 'A'], then: [2.5, 0] },
    { when: ['> 1000', 'B'], then: [2, 100] },
    { when: ['> 500', '-'], then: [1.5, 200] },
    { id: 'rest', when: ['-', '-'], then: [1.25, 300] },
  ],
} satisfies PlaybookNode

const BANK = playbookWith(pricing)
const TABLE = BANK.nodes.length - 1
const TIER = BANK.nodes.findIndex(({ id }) => id === 'tier')

const summary = (before: Playbook, after: Playbook) =>
  diff(before, after).changes.map(({ kind, pathBefore, pathAfter }) =>
    [kind, pathBefore === pathAfter ? pathAfter : `${pathBefore} -> ${pathAfter}`].join(' '),
  )

const withNodes = (...changed: PlaybookNode[]): Playbook => ({
  ...BANK,
  nodes: BANK.nodes.map((node) => changed.find(({ id }) => id === node.id) ?? node),
})

describe('the difference of two playbooks', () => {
  it('is none for the same one, whatever the layout and the order of keys', () => {
    expect(diff(BANK, BANK).changes).toEqual([])
    const turned = { ...BANK, $schema: 'x', layout: { tier: { x: 1, y: 2 } } }
    expect(diff(BANK, turned).changes).toEqual([])
  })

  it('is the threshold, the cell, the strategy that changed, with both values', () => {
    const tier = {
      ...nodes.tier,
      bands: [{ name: 'A', from: 12_000 }, { name: 'B', from: 5000 }, { name: 'C' }],
    }
    expect(diff(BANK, withNodes(tier)).changes).toEqual([
      {
        kind: 'changed',
        pathBefore: `/nodes/${TIER}/bands/0/from`,
        pathAfter: `/nodes/${TIER}/bands/0/from`,
        before: 10_000,
        after: 12_000,
      },
    ])
    const cells = { ...nodes.strategy.cells, B: { high: 'wake', low: 'wake' } }
    const matrix = BANK.nodes.findIndex(({ id }) => id === 'strategy')
    expect(summary(BANK, withNodes({ ...nodes.strategy, cells }))).toEqual([
      `changed /nodes/${matrix}/cells/B/high`,
    ])
    const rows = pricing.rows.with(2, { when: ['> 600', '-'], then: [1.5, 200] })
    expect(summary(BANK, withNodes({ ...pricing, rows }))).toEqual([`changed /nodes/${TABLE}/rows/2/when/0`])
  })

  it('knows rows, bands and nodes again where they moved', () => {
    const [first, second, third, last] = pricing.rows
    const rows = [third, first, second, last].flatMap((row) => row ?? [])
    expect(summary(BANK, withNodes({ ...pricing, rows }))).toEqual([
      `moved /nodes/${TABLE}/rows/2 -> /nodes/${TABLE}/rows/0`,
    ])
    expect(summary(BANK, { ...BANK, nodes: [...BANK.nodes.slice(1), ...BANK.nodes.slice(0, 1)] })).toEqual([
      `moved /nodes/0 -> /nodes/${TABLE}`,
    ])
  })

  it('is the row that came or went, not all below it', () => {
    const rows = [{ when: ['> 9000', 'C'], then: [7, 7] }, ...pricing.rows]
    expect(summary(BANK, withNodes({ ...pricing, rows }))).toEqual([`added null -> /nodes/${TABLE}/rows/0`])
    expect(summary(withNodes({ ...pricing, rows }), BANK)).toEqual([`removed /nodes/${TABLE}/rows/0 -> null`])
  })

  it('takes an edited entry for the one that stood where it stands', () => {
    const rows = [
      { when: ['> 1', 'A'], then: [1, 1] },
      { when: ['> 2', 'B'], then: [1, 1] },
    ]
    const edited = rows
      .map(({ when, then }) => ({ when: [when[0] ?? '', 'C'], then: [...then] }))
      .map((row, at) => ({
        ...row,
        when: [`> 1${at}`, row.when[1] ?? ''],
      }))
    const paths = [0, 1].flatMap((row) =>
      [0, 1].map((cell) => `changed /nodes/${TABLE}/rows/${row}/when/${cell}`),
    )
    expect(summary(withNodes({ ...pricing, rows }), withNodes({ ...pricing, rows: edited }))).toEqual(paths)
    const held = BANK.facts.findIndex(({ name }) => name === 'held_tier')
    const facts = BANK.facts.map((fact) =>
      fact.type === 'class' ? { ...fact, values: ['A', 'X', 'C'] } : fact,
    )
    expect(summary(BANK, { ...BANK, facts })).toEqual([`changed /facts/${held}/values/1`])
  })

  it('of a renamed fact that a formula mentions is its name', () => {
    const made = (of: string): PlaybookNode => ({
      id: 'made',
      kind: 'measure',
      name: text('Made'),
      calculation: { method: 'formula', formula: `${of} + 2 * visits_more`, unit: 'count' },
    })
    const before = { ...BANK, nodes: [...BANK.nodes, made('deposits')] }
    const renamed: Playbook = JSON.parse(
      JSON.stringify({ ...BANK, nodes: [...BANK.nodes, made('accounts')] }).replaceAll(
        '"deposits"',
        '"accounts"',
      ),
    )
    const at = BANK.facts.findIndex(({ name }) => name === 'deposits')
    const labelled = renamed.facts.map((fact, place) => ({
      ...fact,
      label: BANK.facts[place]?.label ?? fact.label,
    }))
    expect(summary(before, { ...renamed, facts: labelled })).toEqual([`renamed /facts/${at}/name`])
  })

  it('of a table whose columns moved is that only, and of a new column its cells', () => {
    const mirrored = [
      { when: ['missing', '-'], then: [1, 1] },
      { when: ['-', 'missing'], then: [1, 1] },
    ]
    const square = { ...pricing, inputs: [{ of: 'last_contact' }, { of: 'matures' }], rows: mirrored }
    const swapped = {
      ...square,
      inputs: square.inputs.toReversed(),
      rows: mirrored.map((row) => ({ ...row, when: row.when.toReversed() })),
    }
    expect(summary(withNodes(square), withNodes(swapped))).toEqual([
      `moved /nodes/${TABLE}/inputs/1 -> /nodes/${TABLE}/inputs/0`,
    ])
    const turned = {
      ...pricing,
      inputs: pricing.inputs.toReversed(),
      rows: pricing.rows.map((row) => ({ ...row, when: row.when.toReversed() })),
    }
    expect(summary(BANK, withNodes(turned))).toEqual([
      `moved /nodes/${TABLE}/inputs/1 -> /nodes/${TABLE}/inputs/0`,
    ])
    const wider = {
      ...pricing,
      inputs: [{ of: 'visits' }, ...pricing.inputs],
      rows: pricing.rows.map((row) => ({ ...row, when: ['-', ...row.when] })),
    }
    expect(summary(BANK, withNodes(wider))).toEqual([
      `added null -> /nodes/${TABLE}/inputs/0`,
      ...pricing.rows.map((_, at) => `added null -> /nodes/${TABLE}/rows/${at}/when/0`),
    ])
  })

  it('of a renamed node is its name, not every place that refers to it', () => {
    const renamed: Playbook = JSON.parse(
      JSON.stringify({ ...BANK, tests: [test('tier')] })
        .replaceAll(/"tier"(?!:)/g, '"level"')
        .replaceAll('"kind":"level"', '"kind":"tier"'),
    )
    renamed.tests = [test('level')]
    expect(summary({ ...BANK, tests: [test('tier')] }, renamed)).toEqual([`renamed /nodes/${TIER}/id`])
    expect([...diff(BANK, renamed).renames.names]).toEqual([['tier', 'level']])
  })

  it('of a renamed fact is its name', () => {
    const renamed = JSON.parse(JSON.stringify(BANK).replaceAll('"balance"', '"deposits_all"'))
    // The trigger has a field of that name.
    const trigger = BANK.nodes.findIndex(({ id }) => id === 'rate_cut')
    renamed.nodes[trigger].touches = { holdings: 'deposits', balance: 'deposits_all' }
    renamed.facts[0].label = BANK.facts[0]?.label
    expect(summary(BANK, renamed)).toEqual(['renamed /facts/0/name'])
  })

  it('of a renamed band is its name, wherever its class is read', () => {
    const renamed = JSON.parse(JSON.stringify(BANK).replaceAll('"A"', '"Top"'))
    renamed.facts = BANK.facts
    const changes = summary(BANK, renamed)
    expect(changes).toContain(`renamed /nodes/${TIER}/bands/0/name`)
    // Tests of a table are text: they change.
    expect(changes.filter((each) => !each.startsWith('renamed'))).toEqual([
      `changed /nodes/${TABLE}/rows/0/when/1`,
    ])
    expect(changes.every((each) => each.includes('bands/0/name') || each.includes('when'))).toBe(true)
  })

  it('tells a node that is another from one that has another name', () => {
    const other = { ...BANK, nodes: [...BANK.nodes, sameAs('copy', 'fees')] }
    expect(summary(BANK, other)).toEqual([`added null -> /nodes/${BANK.nodes.length}`])
    const tested = { ...BANK, tests: [test('tier')] }
    expect(summary(BANK, tested)).toEqual(['added null -> /tests/0'])
  })

  it('of a table of 10,000 rows takes no longer than reading it fifty times', () => {
    const rows = Array.from({ length: 10_000 }, (_, at) => ({ when: [`> ${at}`, 'A'], then: [1, at % 7] }))
    const edited = rows.map((row, at) => (at % 2 === 0 ? { ...row, then: [2, at % 7] } : row)).toReversed()
    const before = withNodes({ ...pricing, rows })
    const after = withNodes({ ...pricing, rows: edited })
    const written = JSON.stringify(after)
    // By what reading takes: a machine that others keep busy is slow at both.
    const start = performance.now()
    for (let time = 0; time < 5; time += 1) expect(parsePlaybookText(written).ok).toBe(true)
    const read = performance.now()
    const { changes } = diff(before, after)
    expect(performance.now() - read).toBeLessThan(10 * (read - start))
    expect(changes.filter(({ kind }) => kind === 'changed')).toHaveLength(5000)
  })
})

const test = (name: string) => ({
  name: 'a test',
  facts: {},
  asOf: '2026-03-02',
  expect: { [name]: 'C' },
})

describe('an edit anywhere', () => {
  /** The places of all numbers and long texts of a document: any other value would be as good there. */
  function* places(value: unknown, path: (string | number)[] = []): Generator<(string | number)[]> {
    if (typeof value === 'number') yield path
    else if (Array.isArray(value))
      for (const [at, each] of value.entries()) yield* places(each, [...path, at])
    else if (typeof value === 'object' && value !== null) {
      for (const [key, each] of Object.entries(value)) yield* places(each, [...path, key])
    }
  }
  const edited = (value: unknown, [first, ...rest]: (string | number)[]): unknown => {
    if (first === undefined) return Number(value) + 1
    if (Array.isArray(value)) return value.with(Number(first), edited(value[Number(first)], rest))
    if (typeof value !== 'object' || value === null) return value
    return { ...value, [first]: edited(Reflect.get(value, first), rest) }
  }
  const all = [...places(BANK.nodes)]
  const asPlaybook = (value: unknown): Playbook => JSON.parse(JSON.stringify(value))

  it('is reported, at its place, and nothing else is', () => {
    fc.assert(
      fc.property(fc.subarray(all, { minLength: 1, maxLength: 4 }), (chosen) => {
        const after = chosen.reduce<unknown>((value, path) => edited(value, path), BANK.nodes)
        const changes = diff(BANK, { ...BANK, nodes: asPlaybook(after) as never }).changes
        const expected = chosen.map((path) => `/nodes/${path.join('/')}`)
        expect(changes.map(({ pathAfter }) => pathAfter).toSorted()).toEqual(expected.toSorted())
        for (const { kind, before, after: now } of changes) {
          expect([kind, now]).toEqual(['changed', Number(before) + 1])
        }
      }),
      { numRuns: 300 },
    )
  })

  it('and nothing is lost: entries shuffled, left out and edited are all accounted for', () => {
    const rows = fc.shuffledSubarray(
      pricing.rows.map((_, at) => at),
      { minLength: 1 },
    )
    fc.assert(
      fc.property(rows, fc.nat(3), (order, edit) => {
        const after = order.map((at) => {
          const row = pricing.rows[at] ?? pricing.rows[0]
          return at === edit && row ? { ...row, then: [9, 9] } : row
        })
        const { changes } = diff(BANK, withNodes({ ...pricing, rows: after.flatMap((row) => row ?? []) }))
        const count = (kind: string) => changes.filter((each) => each.kind === kind).length
        expect(count('removed') - count('added')).toBe(pricing.rows.length - order.length)
        const isEdited = order.includes(edit)
        expect(count('changed') + 2 * count('added')).toBe(isEdited ? 2 : 0)
      }),
    )
  })
})
