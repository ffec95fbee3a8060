import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import en from '../locale/en.json' with { type: 'json' }
import { LOCALES } from '../locale/locale.ts'
import { type Playbook, type PlaybookNode, playbookSchema } from '../playbook/playbook.ts'
import { nodes, PLAYBOOK, playbookWith, text } from '../testing/small-bank.ts'
import { diff } from './diff.ts'
import { changeWords } from './words.ts'

const table = {
  id: 'pricing',
  kind: 'table',
  name: text('Pricing'),
  hitPolicy: 'first',
  inputs: [{ of: 'balance' }, { of: 'tier', label: text('Level') }],
  outputs: [{ id: 'rate', label: text('Rate'), type: 'percent', otherwise: 1 }],
  rows: [
    { when: ['> 1000', 'A'], then: [2.5] },
    { when: ['-', '-'], then: [2] },
  ],
} satisfies PlaybookNode

const BANK = playbookWith(table)

const sentences = (after: Playbook, locale: 'en' | 'zh-CN' = 'en', before = BANK) => {
  const words = changeWords(before, after, locale)
  return diff(before, after).changes.map((change) => words.sentence(change).replaceAll('\u00a0', ' '))
}

const withNode = (node: PlaybookNode) => ({
  ...BANK,
  nodes: BANK.nodes.map((each) => (each.id === node.id ? node : each)),
})

const audience = { of: 'tier', is: 'among' as const, values: ['A'] }
const EDITS: [Playbook, string][] = [
  [{ ...BANK, id: 'other_bank' }, 'id: other_bank instead of small.'],
  [{ ...BANK, name: text('Other bank') }, 'name: now called Other bank, before Small bank.'],
  [
    withNode({
      ...nodes.tier,
      bands: [{ name: 'A', from: 12_000 }, { name: 'B', from: 5000 }, { name: 'C' }],
    }),
    'Tier › A › from: ¥120.00 instead of ¥100.00.',
  ],
  [
    withNode({ ...nodes.tier, hysteresis: { ...nodes.tier.hysteresis, margin: 12.5 } }),
    'Tier › slow to fall › margin: 12.5 % instead of 10 %.',
  ],
  [
    withNode({ ...nodes.strategy, cells: { ...nodes.strategy.cells, B: { high: 'wake', low: 'wake' } } }),
    'Strategy › cells › B › high: wake instead of news.',
  ],
  [
    withNode({ ...nodes.duty, duties: { ...nodes.duty.duties, C: nodes.duty.duties.B } }),
    'Regular contact › duties › C: every: 20 working days, grace: 5 working days, channel: WeChat, minutes: 5 minutes instead of nothing.',
  ],
  [withNode({ ...nodes.rate_cut, audience }), 'Rate cut › audience › values: removed (B).'],
  [
    withNode({ ...nodes.maturity, audience: { of: 'balance', is: 'more', value: 5 } }),
    'Maturity › audience: new.',
  ],
  [
    withNode({ ...table, rows: table.rows.toReversed() }),
    'Pricing › rows 1: now in place 1, before in place 2.',
  ],
  [
    withNode({ ...table, rows: [{ when: ['> 1000', 'B'], then: [2.5] }, ...table.rows.slice(1)] }),
    'Pricing › rows 1 › Level: B instead of A.',
  ],
  [
    withNode({ ...table, rows: [{ when: ['> 1000', 'A'], then: [3] }, ...table.rows.slice(1)] }),
    'Pricing › rows 1 › Rate: 3 % instead of 2.5 %.',
  ],
  [withNode({ ...nodes.activity, name: text('Visits') }), 'Visits: now called Visits, before Activity.'],
  [{ ...BANK, nodes: BANK.nodes.filter(({ id }) => id !== 'pricing') }, 'Pricing: removed.'],
  [{ ...BANK, currency: 'CZK' }, 'currency: CZK instead of CNY.'],
  [
    { ...BANK, tests: [{ name: 'Nobody', facts: {}, asOf: '2026-03-02', expect: { tier: 'C' } }] },
    'Nobody: new.',
  ],
]

describe('a change in words', () => {
  it.each(EDITS.map(([after, sentence]) => [sentence, after] as const))('says: %s', (sentence, after) => {
    expect(sentences(after)).toContain(sentence)
  })

  it('is whole in both languages', () => {
    for (const [after] of EDITS) {
      for (const locale of LOCALES) {
        for (const words of [...sentences(after, locale), ...sentences(BANK, locale, after)]) {
          expect(words).not.toMatch(/[{}]|undefined|NaN|\[object/)
          if (locale === 'zh-CN') expect(words).toMatch(/\p{Script=Han}/u)
          else expect(words.replaceAll('（中）', '')).not.toMatch(/\p{Script=Han}/u)
        }
      }
    }
  })

  it('calls a renamed node by what people call it', () => {
    const renamed = JSON.parse(JSON.stringify(PLAYBOOK).replaceAll('"quiet"', '"silence"'))
    expect(sentences(renamed, 'en', PLAYBOOK)).toEqual(['Quiet days: now called silence, before quiet.'])
  })
})

describe('the words for fields', () => {
  it('are there for every field of the schema, and for every choice', () => {
    const seen = new Set<unknown>()
    const [fields, choices] = [new Set<string>(), new Set<string>()]
    const visit = (schema: z.core.$ZodType): void => {
      if (seen.has(schema)) return
      seen.add(schema)
      if (schema instanceof z.ZodObject) {
        for (const [name, field] of Object.entries<z.core.$ZodType>(schema.shape)) {
          if (!['en', 'zh-CN'].includes(name)) fields.add(name)
          visit(field)
        }
      } else if (schema instanceof z.ZodArray) visit(schema.element)
      else if (schema instanceof z.ZodRecord) visit(schema.valueType)
      else if (schema instanceof z.ZodUnion) schema.options.forEach(visit)
      else if (schema instanceof z.ZodEnum) for (const option of schema.options) choices.add(String(option))
      else if (
        schema instanceof z.ZodOptional ||
        schema instanceof z.ZodNullable ||
        schema instanceof z.ZodLazy
      )
        visit(schema.unwrap())
    }
    // How the canvas looks is never told.
    visit(playbookSchema.omit({ layout: true, groups: true, notes: true }))
    const known = (kinds: string[], name: string) =>
      kinds.some((kind) => Object.hasOwn(en, `${kind}.${name}`))
    expect([...fields].filter((name) => !known(['field'], name))).toEqual([])
    // Levels of risk are called the same in both languages.
    const unknown = [...choices].filter((name) => !known(['choice', 'value', 'kind', 'node'], name))
    expect(unknown.filter((name) => !/^R[1-5]$/.test(name))).toEqual([])
  })
})
