import { isError, NODE_KINDS, type Playbook, parsePlaybook, plan } from '@branch-playbook/engine'
import { expect, test } from 'vitest'
import { graphOf } from '../canvas/graph.ts'
import { retailPlaybook } from '../testing/playbook.ts'
import { addNode } from './add-node.ts'
import { copyText, duplicate, paste } from './clipboard.ts'
import { connect } from './connect.ts'
import { edited } from './edited.ts'
import { disconnect, removeAndReconnect, removeNodes } from './remove.ts'
import { renameNode } from './rename.ts'
import { open, slotsOf } from './slots.ts'

const parsed = parsePlaybook(retailPlaybook())
const RETAIL: Playbook = parsed.ok ? parsed.value : expect.fail()
const EMPTY: Playbook = { ...RETAIL, nodes: [], tests: [], invariants: [], parameters: [], examples: [] }

const errorsOf = (playbook: Playbook): string[] => {
  const planned = plan(playbook)
  return planned.ok ? [] : planned.problems.filter(isError).map(({ code, path }) => `${code} ${path}`)
}

function nodeOf<Kind extends Playbook['nodes'][number]['kind']>(playbook: Playbook, kind: Kind, id: string) {
  const node = playbook.nodes.find((each) => each.id === id)
  if (node?.kind !== kind) throw new Error(`${id} is not a ${kind}`)
  return node as Extract<Playbook['nodes'][number], { kind: Kind }>
}

const edgesIn = (playbook: Playbook) =>
  graphOf(playbook).edges.map(({ source, target }) => `${source} ${target}`)

function added(playbook: Playbook, kind: string): { playbook: Playbook; id: string } {
  const { edits, id } = addNode(playbook, kind, { x: 10.4, y: 20 }, '2026-03-02')
  return { playbook: edited(playbook, edits), id }
}

/** Connects by the first slot at that path, or the first of all. */
function connected(playbook: Playbook, source: string, target: string, words?: string): Playbook {
  const slots = open(slotsOf(playbook, source, target))
  const slot = words === undefined ? slots[0] : slots.find((each) => each.words.join('.') === words)
  return slot ? edited(playbook, connect(playbook, slot)) : expect.fail(`No slot for ${source} in ${target}`)
}

test.each(NODE_KINDS.map(({ kind }) => kind))(
  'A new %s in a playbook is right at once, or nearly',
  (kind) => {
    const { playbook, id } = added(RETAIL, kind)
    expect(playbook.nodes.at(-1)).toMatchObject({ id, kind })
    expect(playbook.nodes).toHaveLength(RETAIL.nodes.length + 1)
    expect(playbook.layout?.[id]).toEqual({ x: 10, y: 20 })
    // A second ranking is one too many, whatever it says.
    expect(errorsOf(playbook)).toEqual(kind === 'arbitration' ? ['several_arbitrations /nodes'] : [])
  },
)

test.each(NODE_KINDS.map(({ kind }) => kind))(
  'A new %s has the form of one even in an empty playbook',
  (kind) => {
    const { playbook } = added(EMPTY, kind)
    expect(playbook.nodes).toHaveLength(1)
  },
)

test('A new node refers to what other nodes refer to in such a field, or to what is called like it', () => {
  const { playbook, id } = added(RETAIL, 'campaign')
  expect(nodeOf(playbook, 'campaign', id).lastContact).toBe('last_contact')
  const alone = added(EMPTY, 'suitability')
  const gate = nodeOf(alone.playbook, 'suitability', alone.id)
  expect(gate).toMatchObject({ riskClass: 'risk_class', assessed: 'risk_assessed' })
})

test('A second node of a kind has an id and a name of its own in both languages', () => {
  const { playbook } = added(added(RETAIL, 'rule').playbook, 'rule')
  const [one, other] = playbook.nodes.slice(-2)
  expect([one?.id, other?.id]).toEqual(['rule', 'rule_2'])
  expect(other?.name).toEqual({ 'zh-CN': '规则 2', en: 'Rule 2' })
})

test('A slot says why it does not take something: type, kind, facts only, circle, there already', () => {
  const why = (source: string, target: string, words: string) =>
    slotsOf(RETAIL, source, target).find((slot) => slot.words.join('.') === words)?.refused
  expect(why('strategy', 'tier', 'of')).toMatchObject({ why: 'type', gives: 'class' })
  expect(why('strategy', 'coverage', 'tier')).toEqual({ why: 'kind', takes: ['tier'] })
  expect(why('tier', 'coverage', 'lastContact')).toEqual({ why: 'fact' })
  expect(why('daily_list', 'contribution', 'calculation.terms.of')).toBeDefined()
  expect(why('tier', 'contribution', 'calculation.terms.of')?.why).toBe('type')
  expect(why('coverage', 'daily_list', 'coverage')).toEqual({ why: 'present' })
  expect(why('contribution', 'tier', 'of')).toEqual({ why: 'present' })
  expect(open(slotsOf(RETAIL, 'coverage', 'tier'))).toEqual([])
  expect(slotsOf(RETAIL, 'tier', 'tier').every(({ refused }) => refused)).toBe(true)
})

test('A reference that would close a circle is refused', () => {
  const { playbook, id } = added(RETAIL, 'measure')
  const circle = connected(playbook, id, 'tier', 'of')
  expect(slotsOf(circle, 'tier', id).filter(({ refused }) => !refused)).toEqual([])
  const doubled = added(circle, 'measure')
  const chained = connected(doubled.playbook, id, doubled.id, 'calculation.terms.of')
  const refused = slotsOf(chained, doubled.id, id).map((slot) => slot.refused?.why)
  expect(new Set(refused)).toEqual(new Set(['cycle']))
})

test('Connecting replaces a reference, and the classes that go with it', () => {
  const playbook = connected(RETAIL, 'tier', 'strategy', 'rows')
  const { rows, cells } = nodeOf(playbook, 'matrix', 'strategy')
  expect(rows).toBe('tier')
  expect(Object.keys(cells)).toEqual(['A', 'B', 'C', 'D', 'E'])
  expect(errorsOf(playbook).filter((each) => !each.includes('unused'))).toEqual([])
})

test('Connecting adds to a list, to a condition, and a column to a table with a cell in every row', () => {
  const trigger = added(RETAIL, 'trigger')
  const listed = connected(trigger.playbook, trigger.id, 'daily_list', 'triggers')
  expect(nodeOf(listed, 'arbitration', 'daily_list').triggers.at(-1)).toBe(trigger.id)
  const asked = connected(RETAIL, 'strategy', 'rate_cut', 'audience')
  expect(edgesIn(asked)).toContain('strategy rate_cut')
  expect(errorsOf(asked)).toEqual([])
  const table = added(RETAIL, 'table')
  const wider = connected(table.playbook, 'recency', table.id, 'inputs.of')
  const { inputs, rows } = nodeOf(wider, 'table', table.id)
  expect(inputs.at(-1)?.of).toBe('recency')
  expect(rows.map(({ when }) => when.length)).toEqual([2])
  expect(errorsOf(wider)).toEqual([])
})

test('A figure that may be missing comes with a decision', () => {
  const { playbook, id } = added(RETAIL, 'rule')
  const asked = connected(playbook, 'risk_class', id, 'when')
  expect(errorsOf(asked)).toEqual([])
})

test('Disconnecting takes a reference out of lists and conditions; a required one stays', () => {
  const without = edited(RETAIL, disconnect(RETAIL, 'maturity', 'daily_list'))
  expect(nodeOf(without, 'arbitration', 'daily_list').triggers).not.toContain('maturity')
  // Tests that expect it as the reason of a contact are wrong now, and say so.
  expect(errorsOf(without).filter((each) => !each.startsWith('test_wrong_value'))).toEqual([])
  const asked = edited(RETAIL, disconnect(RETAIL, 'tier', 'rate_cut'))
  expect(nodeOf(asked, 'trigger', 'rate_cut').audience).toEqual({
    all: [{ of: 'rate_sensitive_balance', is: 'at_least', value: 10_000_000 }],
  })
  expect(disconnect(RETAIL, 'contribution', 'tier')).toEqual([])
  // A sum has one term at least.
  const sum = added(RETAIL, 'measure')
  const at = sum.playbook.nodes.findIndex(({ id }) => id === sum.id)
  const alone = edited(sum.playbook, [
    { path: ['nodes', at, 'calculation', 'terms'], value: [{ of: 'contribution' }] },
  ])
  expect(disconnect(alone, 'contribution', sum.id)).toEqual([])
})

test('A table loses the cells of an input that is gone', () => {
  const table = added(RETAIL, 'table')
  const wide = connected(table.playbook, 'recency', table.id, 'inputs.of')
  const narrow = edited(wide, disconnect(wide, 'recency', table.id))
  const { inputs, rows } = nodeOf(narrow, 'table', table.id)
  expect(inputs).toHaveLength(1)
  expect(rows.map(({ when }) => when)).toEqual([['-']])
})

test('Removed nodes leave lists, layout, groups and expectations; what must refer to one is reported', () => {
  const drawn: Playbook = {
    ...RETAIL,
    layout: { maturity: { x: 1, y: 1 }, tier: { x: 2, y: 2 } },
    groups: [
      { id: 'both', name: 'Both', nodes: ['maturity', 'tier'] },
      { id: 'one', name: 'One', nodes: ['maturity'] },
    ],
  }
  const less = edited(drawn, removeNodes(drawn, ['maturity']))
  expect(less.nodes.map(({ id }) => id)).not.toContain('maturity')
  expect(less.layout).toEqual({ tier: { x: 2, y: 2 } })
  expect(less.groups).toEqual([{ id: 'both', name: 'Both', nodes: ['tier'] }])
  expect(JSON.stringify(less.tests)).not.toContain('"maturity":')
  const broken = edited(RETAIL, removeNodes(RETAIL, ['contribution']))
  expect(errorsOf(broken).join(' ')).toMatch(/unknown_name \/nodes\/\d+\/of/)
})

test('Delete and reconnect lets what used a node use what that rested on', () => {
  const { playbook, id } = added(RETAIL, 'measure')
  const fed = connected(playbook, 'contribution', id, 'calculation.terms.of')
  const between = connected(fed, id, 'tier', 'of')
  const bridged = edited(between, removeAndReconnect(between, [id]))
  expect(nodeOf(bridged, 'tier', 'tier').of).toBe('contribution')
  expect(errorsOf(bridged)).toEqual([])
})

test('A renamed node is renamed wherever it is meant, formulas, tests, claims and layout included', () => {
  const { playbook, id } = added(RETAIL, 'measure')
  const calculation = { method: 'formula', formula: 'tier + contribution * 2', unit: 'money' }
  const at = playbook.nodes.findIndex((node) => node.id === id)
  const formulated = edited(playbook, [
    { path: ['nodes', at, 'calculation'], value: calculation },
    { path: ['groups'], value: [{ id: 'g', name: 'G', nodes: ['contribution', 'tier'] }] },
    { path: ['layout'], value: { contribution: { x: 0, y: 0 } } },
  ])
  const renamed = edited(formulated, renameNode(formulated, 'contribution', 'worth'))
  expect(nodeOf(renamed, 'measure', id).calculation).toMatchObject({ formula: 'tier + worth * 2' })
  expect(renamed.groups?.[0]?.nodes).toEqual(['worth', 'tier'])
  expect(renamed.layout).toEqual({ worth: { x: 0, y: 0 } })
  expect(edited(renamed, renameNode(renamed, 'worth', 'contribution'))).toEqual(formulated)
  const plain = edited(RETAIL, renameNode(RETAIL, 'tier', 'layer'))
  expect(errorsOf(plain)).toEqual([])
  expect(JSON.stringify([plain.nodes, plain.tests, plain.invariants])).not.toMatch(/"(of|tier)":"tier"/)
  expect(renameNode(RETAIL, 'tier', 'contribution')).toEqual([])
  expect(renameNode(RETAIL, 'tier', 'No name')).toEqual([])
})

test('Copied nodes refer to each other under their new ids, and to all else as before', () => {
  const pasted = paste(RETAIL, copyText(RETAIL, ['contribution', 'tier']), { x: 0, y: 0 })
  if (!pasted.ok) return expect.fail(pasted.why)
  expect(pasted.ids).toEqual(['contribution_2', 'tier_2'])
  const playbook = edited(RETAIL, pasted.edits)
  expect(nodeOf(playbook, 'tier', 'tier_2')).toMatchObject({
    of: 'contribution_2',
    name: { en: 'Customer tier 2' },
  })
  expect(errorsOf(playbook)).toEqual([])
  expect(pasted.facts).toBe(0)
})

test('Nodes pasted into another playbook bring the facts that it lacks', () => {
  const other = { ...EMPTY, facts: RETAIL.facts.slice(0, 1) }
  const pasted = paste(other, copyText(RETAIL, ['contribution', 'tier']), { x: 0, y: 0 })
  if (!pasted.ok) return expect.fail(pasted.why)
  const playbook = edited(other, pasted.edits)
  expect(pasted.ids).toEqual(['contribution', 'tier'])
  expect(pasted.facts).toBeGreaterThan(3)
  expect(errorsOf(playbook)).toEqual([])
})

test('Places, groups and notes come along, from where they are put', () => {
  const drawn: Playbook = {
    ...RETAIL,
    layout: { tier: { x: 100, y: 50 }, strategy: { x: 300, y: 80, collapsed: true } },
    groups: [{ id: 'pair', name: 'Pair', nodes: ['tier', 'strategy'] }],
    notes: [{ id: 'note', text: 'Ask Ms Li', x: 120, y: 10, width: 200, height: 80 }],
  }
  const copied = duplicate(drawn, ['tier', 'strategy'], { x: 1000, y: 1000 }, ['note'])
  if (!copied.ok) return expect.fail(copied.why)
  const playbook = edited(drawn, copied.edits)
  expect(playbook.layout).toMatchObject({
    tier_2: { x: 1000, y: 1040 },
    strategy_2: { x: 1200, y: 1070, collapsed: true },
  })
  expect(playbook.groups?.at(-1)).toEqual({ id: 'pair_2', name: 'Pair', nodes: ['tier_2', 'strategy_2'] })
  expect(playbook.notes?.at(-1)).toMatchObject({ id: 'note_2', x: 1020, y: 1000 })
})

test('What is no copy of nodes is refused and changes nothing', () => {
  const at = { x: 0, y: 0 }
  for (const text of ['', 'Ms Li', '{"mark":1}', '[[[', '{"nodes": []}', JSON.stringify(RETAIL)])
    expect(paste(RETAIL, text, at)).toEqual({ ok: false, why: 'not_nodes' })
  const broken = copyText(RETAIL, ['tier']).replace('"kind": "tier"', '"kind": "tear"')
  expect(paste(RETAIL, broken, at)).toEqual({ ok: false, why: 'other_form' })
  expect(paste(RETAIL, ' '.repeat(17_000_000), at)).toEqual({ ok: false, why: 'too_large' })
})

test('What was copied by hand or by thousands is pasted at once, or refused whole', () => {
  const [tier] = RETAIL.nodes.filter(({ id }) => id === 'tier')
  const copied = (ids: readonly string[], layout: object = {}) =>
    JSON.stringify({ ...JSON.parse(copyText(RETAIL, [])), nodes: ids.map((id) => ({ ...tier, id })), layout })
  const at = { x: 0, y: 0 }
  const many = Array.from({ length: 2_000 }, (_, number) => `copy_${number}`)
  const begun = performance.now()
  const pasted = paste(RETAIL, copied(many), at)
  expect(performance.now() - begun).toBeLessThan(5_000)
  if (!pasted.ok) return expect.fail(pasted.why)
  const { nodes } = edited(RETAIL, pasted.edits)
  expect(new Set(nodes.map(({ name }) => name.en)).size).toBe(nodes.length)
  const refused = { ok: false, why: 'other_form' }
  expect(paste(RETAIL, copied(['a', 'a']), at)).toEqual(refused)
  expect(paste(RETAIL, copied(['a', 'b'], { a: { x: -1e308, y: 0 }, b: { x: 1e308, y: 0 } }), at)).toEqual(
    refused,
  )
  const elsewhere = Object.fromEntries(many.map((id) => [id, at]))
  expect(paste(RETAIL, copied(['a'], elsewhere), at)).toEqual(refused)
  const most = Array.from({ length: 10_000 }, (_, number) => `n${number}`)
  expect(paste(RETAIL, copied(most), at)).toEqual({ ok: false, why: 'too_large' })
})

test('What is opened to branches goes with its node to another name, and is closed with it', () => {
  const parameter = {
    id: 'top',
    name: { 'zh-CN': '顶层门槛', en: 'Top threshold' },
    node: 'tier',
    field: '/bands/A/from',
    min: 4_000_000,
    max: 8_000_000,
  }
  const playbook: Playbook = { ...RETAIL, parameters: [parameter] }
  const renamed = edited(playbook, renameNode(playbook, 'tier', 'level'))
  expect(renamed.parameters).toEqual([{ ...parameter, node: 'level' }])
  expect(errorsOf(renamed)).toEqual([])
  expect(edited(playbook, removeNodes(playbook, ['tier'])).parameters).toBeUndefined()
  expect(edited(playbook, removeNodes(playbook, ['maturity'])).parameters).toEqual([parameter])
})
