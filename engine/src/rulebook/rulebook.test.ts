import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { schemaFor, schemaWithin } from '../diff/document.ts'
import { LOCALES, type Locale } from '../locale/locale.ts'
import { type Playbook, type PlaybookNode, playbookSchema } from '../playbook/playbook.ts'
import { playbookWith, text } from '../testing/small-bank.ts'
import { fieldMeanings } from '../values/fields.ts'
import type { Path } from '../values/walk.ts'
import type { Block, Item } from './block.ts'
import { type RuleBook, ruleBook } from './rulebook.ts'

const table = {
  id: 'pricing',
  kind: 'table',
  name: text('Pricing'),
  hitPolicy: 'first',
  inputs: [
    { of: 'balance', ifMissing: 'fails' },
    { of: 'tier', label: text('Level') },
  ],
  outputs: [{ id: 'rate', label: text('Rate'), type: 'percent', otherwise: 1, values: [2.5, 2] }],
  rows: [
    { when: ['[1000..20000)', 'A'], then: [2.5], note: text('The large ones') },
    { when: ['> 500', 'not(C)'], then: [2] },
  ],
} satisfies PlaybookNode

const rule = {
  id: 'grade',
  kind: 'rule',
  name: text('Grade'),
  type: 'class',
  values: ['good', 'fair'],
  cases: [
    {
      when: {
        any: [
          { of: 'balance', is: 'at_least', value: 900, ifMissing: false },
          { not: { of: 'tier', is: 'among', values: ['B', 'C'] } },
        ],
      },
      then: 'good',
      note: text('Enough of it'),
    },
  ],
  otherwise: 'fair',
} satisfies PlaybookNode

const BANK = playbookWith(table, rule)

/** Everything that a book says, a line for each text. */
const linesOf = ({ title, description, chapters }: RuleBook): string[] => [
  title,
  description,
  ...chapters.flatMap((chapter) => [
    chapter.title,
    ...chapter.blocks.flatMap(linesIn),
    ...chapter.sections.flatMap((section) => [section.title, ...section.blocks.flatMap(linesIn)]),
  ]),
]

function linesIn(block: Block): string[] {
  switch (block.block) {
    case 'paragraph':
      return [block.text]
    case 'fields':
      return block.fields.flatMap(({ name, value }) => [name, value])
    case 'list':
      return [block.title, ...block.items.flatMap(itemLines)]
    case 'table':
      return [block.title, ...block.columns.map(({ title }) => title), ...block.rows.flat()]
    case 'group':
      return [block.title, ...block.blocks.flatMap(linesIn)]
  }
}

const itemLines = ({ text, items = [] }: Item): string[] => [text, ...items.flatMap(itemLines)]

const said = (playbook: Playbook, locale: Locale): string => linesOf(ruleBook(playbook, locale)).join('\n')

interface Leaf {
  readonly path: Path
  readonly schema: z.core.$ZodType
  readonly value: unknown
}

function leavesOf(schema: z.core.$ZodType, value: unknown, path: Path = []): Leaf[] {
  if (typeof value !== 'object' || value === null) return [{ path, schema, value }]
  return Object.entries(value).flatMap(([key, inner]) => {
    const at = Array.isArray(value) ? Number(key) : key
    return leavesOf(schemaWithin(schema, value, at), inner, [...path, at])
  })
}

/**
 * Ids are there for references only, and so are the names of facts; what can have one value only tells nothing; the
 * layout and the address of the schema mean nothing.
 */
const isLeftOut = ({ path, schema, value }: Leaf, locale: Locale): boolean =>
  ['id', '$schema'].includes(String(path.at(-1))) ||
  value === null ||
  schemaFor(schema, value) instanceof z.ZodLiteral ||
  path[0] === 'layout' ||
  (path[0] === 'facts' && path.at(-1) === 'name') ||
  LOCALES.some((other) => other !== locale && path.includes(other))

/** Another value of a leaf, such as an edit would make it. */
function another({ schema, value, path }: Leaf, playbook: Playbook): unknown {
  const own = schemaFor(schema, value)
  if (own instanceof z.ZodEnum) return own.options.find((option) => option !== value)
  if (typeof value === 'number') return value + 1
  if (typeof value === 'boolean') return !value
  const written = String(value)
  if (path[0] === 'currency') return 'EUR'
  const meaning = fieldMeanings.get(own)
  if (meaning?.unit === 'date') return written === '2026-01-01' ? '2026-01-02' : '2026-01-01'
  if (meaning?.reference?.to === 'node')
    return playbook.nodes.find(({ id }) => id !== written)?.id ?? 'another'
  if (meaning?.reference) return playbook.facts.find(({ name }) => name !== written)?.name ?? 'another'
  return `${written}x`
}

function withLeaf(value: unknown, [key, ...rest]: Path, leaf: unknown): unknown {
  if (key === undefined) return leaf
  if (Array.isArray(value)) return value.with(Number(key), withLeaf(value[Number(key)], rest, leaf))
  return { ...Object(value), [key]: withLeaf(Reflect.get(Object(value), key), rest, leaf) }
}

describe.each(LOCALES)('the rule book (%s)', (locale) => {
  it('leaves nothing out: it changes with every value', () => {
    const before = said(BANK, locale)
    const leaves = leavesOf(playbookSchema, BANK).filter((leaf) => !isLeftOut(leaf, locale))
    const silent = leaves.filter((leaf) => {
      const edited = playbookSchema.parse(withLeaf(BANK, leaf.path, another(leaf, BANK)))
      return said(edited, locale) === before
    })
    expect(silent.map(({ path }) => path.join('/'))).toEqual([])
  })

  it('has a section for every node, by its name', () => {
    const { chapters } = ruleBook(BANK, locale)
    const titles = chapters.flatMap(({ sections }) => sections.map(({ id, title }) => [id, title]))
    expect(titles.toSorted()).toEqual(BANK.nodes.map(({ id, name }) => [id, name[locale]]).toSorted())
  })
})

describe('the rule book', () => {
  it('says thresholds, margins and grace in the units in which people read them', () => {
    const lines = linesOf(ruleBook(BANK, 'en')).map((line) => line.replaceAll('\u00a0', ' '))
    expect(lines).toContain('¥100.00 or more')
    expect(lines).toContain('¥90.00 or more')
    expect(lines.join('\n')).toMatch(/at most 10 % below its threshold/)
    expect(said(BANK, 'zh-CN')).toMatch(/低于门槛的幅度不超过 10%/)
  })

  it('puts the cells of a decision table into words', () => {
    const small = said(BANK, 'en')
    expect(small).toContain('from ¥10.00 to below ¥200.00')
    expect(small).toContain('more than ¥5.00')
    expect(small).toContain('not: C')
  })

  it('tells a playbook with faults as it is written', () => {
    const faulty = { ...BANK, facts: BANK.facts.slice(0, 1), nodes: BANK.nodes.slice(1) }
    expect(said(faulty, 'en')).not.toContain('undefined')
  })
})
