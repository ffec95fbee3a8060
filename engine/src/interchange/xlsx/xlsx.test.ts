import { readXlsx, writeXlsx } from 'hucre/xlsx'
import { describe, expect, it } from 'vitest'
import { step } from '../../expression/expression.ts'
import { factSchema } from '../../playbook/fact.ts'
import type { Playbook, PlaybookNode } from '../../playbook/playbook.ts'
import { exportXlsx } from './export-xlsx.ts'
import { importXlsx } from './import-xlsx.ts'
import { columnLetter } from './layout.ts'

const text = (id: string) => ({ 'zh-CN': id, en: id })
const fact = (name: string, type: string, more = {}) =>
  factSchema.parse({ name, label: text(name), type, missing: 'possible', ...more })
const FACTS = [
  fact('deposits', 'money'),
  fact('level', 'class', { values: ['gold', 'silver'] }),
  fact('visits', 'count', { missing: 'never' }),
]

type Cell = string | number | boolean | Date | null
const workbook = (...sheets: Cell[][][]) =>
  writeXlsx({ sheets: sheets.map((rows, at) => ({ name: `S${at + 1}`, rows })) })

const HEAD: Cell[][] = [
  ['table', 'rate'],
  ['hit policy', 'first'],
  ['column', 'input', 'input', 'output'],
  ['figure', 'deposits', 'level', 'rate'],
  ['type', 'money', 'class', 'percent'],
]
const ROWS: Cell[][] = [['rows'], ['large', '>= 1000', 'gold', 2.5], [null, null, '-', 1]]

const places = (
  problems: readonly { path: string; values: Readonly<Record<string, unknown>>; code: string }[],
) => problems.map(({ path, values, code }) => [path, values.reason ?? code])

describe('a sheet', () => {
  it('as a person lays it out becomes a table', async () => {
    const bytes = await workbook([
      ['Table', ''],
      ...HEAD.map((row) => row.map((cell) => (typeof cell === 'string' ? ` ${cell} ` : cell))),
      ['if missing', 'holds'],
      ...ROWS,
      [],
      [null, 5, '"silver"', 0.25],
    ])
    const { nodes, facts, problems } = await importXlsx(bytes, { facts: FACTS })
    expect([facts, problems]).toEqual([[], []])
    expect(nodes).toEqual([
      {
        id: 'rate',
        kind: 'table',
        name: text('rate'),
        hitPolicy: 'first',
        inputs: [
          { of: 'deposits', ifMissing: 'holds' },
          { of: 'level', ifMissing: 'fails' },
        ],
        outputs: [{ id: 'rate', type: 'percent' }],
        rows: [
          { id: 'large', when: ['>= 1000', 'gold'], then: [2.5] },
          { when: ['-', '-'], then: [1] },
          { when: ['5', '"silver"'], then: [0.25] },
        ],
      },
    ])
  })

  it('has amounts as people write them where it names their currency, also those that no number of a sheet tells apart', async () => {
    const table: PlaybookNode = {
      id: 'gift',
      kind: 'table',
      name: text('gift'),
      hitPolicy: 'first',
      inputs: [{ of: 'deposits', ifMissing: 'fails' }],
      outputs: [{ id: 'gift', type: 'money', values: [123_456, 5], otherwise: 5 }],
      rows: [
        { when: ['[100000..9007199254740991)'], then: [123_456] },
        { when: ['not(5)'], then: [9_007_199_254_740_991] },
      ],
    }
    const playbook: Playbook = {
      format: 1,
      id: 'p',
      name: text('p'),
      currency: 'CNY',
      calendar: 'cn',
      facts: FACTS,
      nodes: [table],
      tests: [],
    }
    const bytes = await exportXlsx(playbook)
    const [sheet] = (await readXlsx(bytes)).sheets
    const written = sheet?.rows.flatMap((row) => row.filter((cell) => cell !== null)) ?? []
    expect(written).toEqual(
      expect.arrayContaining(['[1000..90071992547409.91)', 'not(0.05)', '1234.56, 0.05', 1234.56, 0.05]),
    )
    expect((await importXlsx(bytes, { facts: FACTS })).nodes).toEqual([table])
  })

  it('may test figures of nodes that are there already', async () => {
    const known = {
      type: { kind: 'class', values: ['A', 'B'] },
      mayBeMissing: false,
      operand: step('tier'),
    } as const
    const bytes = await workbook([
      ['table', 'rate'],
      ['hit policy', 'first'],
      ['column', 'input', 'output'],
      ['figure', 'tier', 'rate'],
      ['type', 'class', 'percent'],
      ['rows'],
      [null, 'A', 1],
    ])
    const { facts, nodes, problems } = await importXlsx(bytes, {
      facts: FACTS,
      known: { value: (name) => (name === 'tier' ? known : undefined), node: () => undefined },
      taken: ['tier'],
    })
    expect([facts, problems]).toEqual([[], []])
    expect(nodes[0]).toMatchObject({ inputs: [{ of: 'tier' }] })
  })

  it('may name figures that are not there yet: facts, and tables of other sheets', async () => {
    const later: Cell[][] = [
      ['table', 'Offer'],
      ['name', '报价', ''],
      ['hit policy', 'C#'],
      ['column', 'input', 'input', 'input', 'output', 'note en'],
      ['figure', 'Segment', 'since', 'isStaff', 'x'],
      ['type', null, null, 'flag', 'count'],
      ['rows'],
      [null, 'A', new Date(Date.UTC(2026, 2, 1)), true, 1, 'why'],
    ]
    const earlier: Cell[][] = [
      ['table', 'segment'],
      ['hit policy', 'UNIQUE'],
      ['column', 'input', 'output'],
      ['figure', 'visits', 'segment'],
      ['type', null, 'class'],
      ['values', null, '"A", "B"'],
      ['rows'],
      [null, '< 5', 'A'],
    ]
    const { nodes, facts, problems } = await importXlsx(await workbook(later, earlier), { facts: FACTS })
    expect(nodes.map(({ id }) => id)).toEqual(['segment', 'offer'])
    expect(facts.map(({ name, type }) => [name, type])).toEqual([
      ['since', 'date'],
      ['is_staff', 'flag'],
    ])
    expect(nodes[1]).toMatchObject({
      name: text('报价'),
      hitPolicy: 'collect',
      aggregation: 'count',
      inputs: [{ of: 'segment', ifMissing: 'fails' }, { of: 'since' }, { of: 'is_staff' }],
      rows: [{ when: ['A', '2026-03-01', 'true'], then: [1], note: text('why') }],
    })
    expect(problems.every(({ severity }) => severity === 'warning')).toBe(true)
  })

  it.each<[string, Cell[][], (string | number)[][]]>([
    ['without a head', [['hello', 'world']], [['/S1/A1', 'form']]],
    [
      'with a column of an unknown kind',
      [...HEAD.with(2, ['column', 'input', 'input', 'result']), ...ROWS],
      [
        ['/S1/D3', 'form'],
        ['/S1/A1', 'form'],
      ],
    ],
    [
      'with an unknown hit policy',
      [...HEAD.with(1, ['hit policy', 'best']), ...ROWS],
      [['/S1/B2', 'policy']],
    ],
    [
      'with an unknown type',
      [...HEAD.with(4, ['type', null, null, 'colour']), ...ROWS],
      [['/S1/D5', 'type']],
    ],
    [
      'with a test that cannot be read',
      [...HEAD, ['rows'], [null, '5 to 7', 'gold', 1]],
      [['/S1/B7', 'cell_unreadable']],
    ],
    [
      'with a value that the class does not have',
      [...HEAD, ['rows'], [null, '-', 'bronze', 1]],
      [['/S1/C7', 'cell_unknown_value']],
    ],
    ['without a result', [...HEAD, ['rows'], [null, '-', 'gold', null]], [['/S1/D7', 'no_value']]],
    ['with a text for a number', [...HEAD, ['rows'], [null, '-', 'gold', 'much']], [['/S1/D7', 'value']]],
    ['without rows', [...HEAD, ['rows']], [['/S1/A7', 'row']]],
    [
      'with a cell of 20,000 characters',
      [...HEAD, ['rows'], [null, '1, '.repeat(6_700), 'gold', 1]],
      [['/S1/B7', 'length']],
    ],
  ])('%s is left out, and that is said at its cell', async (_, rows, expected) => {
    const { nodes, problems } = await importXlsx(await workbook(rows), { facts: FACTS })
    expect([nodes, places(problems)]).toEqual([[], expected])
  })

  it('with a formula gives its last result, and says so', async () => {
    const cells = new Map([['6,3', { formula: '1+1', formulaResult: 2, value: 2, type: 'formula' as const }]])
    const bytes = await writeXlsx({
      sheets: [{ name: 'S', rows: [...HEAD, ['rows'], [null, '-', 'gold', 2]], cells }],
    })
    const { nodes, problems } = await importXlsx(bytes, { facts: FACTS })
    expect(nodes).toMatchObject([{ rows: [{ then: [2] }] }])
    expect(places(problems)).toEqual([['/S/D7', 'formula']])
  })
})

it('Texts of any form go out and come back as they are, and none becomes a formula', async () => {
  const texts = [
    '=1+1',
    '+A1',
    '"quoted"',
    ' spaces ',
    '',
    'a\nb',
    'a\u0001b\r',
    '_x0041_',
    '5',
    'true',
    '2026-03-01',
    '<b>&amp;',
    '𠮷',
    '-',
  ]
  const node: PlaybookNode = {
    id: 't',
    kind: 'table',
    name: { 'zh-CN': '表', en: '=cmd()' },
    hitPolicy: 'first',
    inputs: [{ of: 'visits', label: text('x') }],
    outputs: [{ id: 'o', type: 'text' }],
    rows: texts.map((each, at) => ({
      when: [String(at)],
      then: [each],
      note: { 'zh-CN': '备注', en: each || 'x' },
    })),
  }
  const playbook = {
    format: 1 as const,
    id: 'p',
    name: text('p'),
    currency: 'CNY',
    calendar: 'cn',
    facts: FACTS,
    nodes: [node],
    tests: [],
  }
  const { nodes, problems } = await importXlsx(await exportXlsx(playbook), { facts: FACTS })
  expect(problems).toEqual([])
  expect(nodes[0]?.kind === 'table' && nodes[0].rows.map(({ then: given }) => given[0])).toEqual(texts)
})

describe('a workbook that is none, or means harm', () => {
  const refused = async (bytes: Uint8Array) => {
    const { nodes, problems } = await importXlsx(bytes, { facts: FACTS })
    expect(nodes).toEqual([])
    return problems.map(({ code }) => code)
  }

  it('is refused', async () => {
    const sound = await workbook([...HEAD, ...ROWS])
    expect(await refused(new Uint8Array(0))).toEqual(['not_xlsx'])
    expect(await refused(new TextEncoder().encode('hello '.repeat(100)))).toEqual(['not_xlsx'])
    expect(await refused(sound.slice(0, 500))).toEqual(['not_xlsx'])
    expect(await refused(sound.map((byte, at) => (at > 200 && at < 400 ? 0 : byte)))).toEqual(['not_xlsx'])
    expect(
      await refused(
        await writeXlsx({
          sheets: [{ name: 'x', rows: HEAD }],
          encryption: { password: 'x', spinCount: 10 },
        }),
      ),
    ).toEqual(['not_xlsx'])
  })

  it('is refused before it unpacks to more than any memory, whatever size it says', async () => {
    const large = await writeXlsx({ sheets: [{ name: 'x', rows: [['x'.repeat(32_000)]] }] })
    const view = new DataView(large.buffer, large.byteOffset, large.byteLength)
    for (const size of [0xffffffff, 2_000_000_000, 0]) {
      const bytes = large.slice()
      const changed = new DataView(bytes.buffer)
      for (let at = 0; at < bytes.length - 46; at += 1) {
        if (view.getUint32(at, true) === 0x02014b50) changed.setUint32(at + 24, size, true)
      }
      expect(await refused(bytes)).toEqual(['not_xlsx'])
    }
  })

  it('with a cell at the far corner takes no more room than a table may have', async () => {
    const cells = new Map([['1048575,16383', { value: 'x', type: 'string' as const }]])
    const bytes = await writeXlsx({ sheets: [{ name: 'x', rows: [...HEAD, ...ROWS], cells }] })
    const { nodes } = await importXlsx(bytes, { facts: FACTS })
    expect(nodes).toHaveLength(1)
  })
})

it('Columns are called as spreadsheets call them', () => {
  expect([0, 25, 26, 51, 52, 701, 702].map(columnLetter)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA'])
})
