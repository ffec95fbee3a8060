import { LOCALES, type Locale, type Playbook, parsePlaybookText, ruleBook } from '@branch-playbook/engine'
import { describe, expect, it } from 'vitest'
import { readPlaybookText, SHIPPED_PLAYBOOKS, type ShippedPlaybook } from './shipped.ts'

async function shipped(id: ShippedPlaybook): Promise<Playbook> {
  const text = await readPlaybookText(id)
  const parsed = text.ok ? parsePlaybookText(text.value) : text
  if (!parsed.ok) throw new Error(`${id} cannot be read`)
  return parsed.value
}

type Path = readonly (string | number)[]

interface Leaf {
  readonly path: Path
  readonly value: unknown
}

function leavesOf(value: unknown, path: Path = []): Leaf[] {
  if (typeof value !== 'object' || value === null) return [{ path, value }]
  return Object.entries(value).flatMap(([key, inner]) =>
    leavesOf(inner, [...path, Array.isArray(value) ? Number(key) : key]),
  )
}

/** Ids are there for references only; the layout and the address of the schema mean nothing; a form has one name. */
const MEANS_NOTHING = new Set(['id', '$schema', 'format', 'kind', 'method', 'by'])

/** Of the tests, which are all alike, one value in so many is tried. */
const FEW = 9

const isLeftOut = ({ path }: Leaf, locale: Locale): boolean =>
  MEANS_NOTHING.has(String(path.at(-1))) ||
  path[0] === 'layout' ||
  (path[0] === 'facts' && path.at(-1) === 'name') ||
  LOCALES.some((other) => other !== locale && path.includes(other))

function edited({ path, value }: Leaf): unknown {
  if (path[0] === 'currency') return 'EUR'
  if (value === 'not_among') return 'among'
  if (path.at(-1) === 'missing') return value === 'never' ? 'possible' : 'never'
  if (typeof value === 'number') return value + 1
  return typeof value === 'boolean' ? !value : `${value}x`
}

/** Puts another value at a place, and the old one back afterwards. */
function withValue<Result>(
  playbook: object,
  { path, value }: Leaf,
  other: unknown,
  work: () => Result,
): Result {
  const parent = path.slice(0, -1).reduce<object>((within, key) => Reflect.get(within, key), playbook)
  const key = path.at(-1) ?? ''
  Reflect.set(parent, key, other)
  const result = work()
  Reflect.set(parent, key, value)
  return result
}

describe.each(SHIPPED_PLAYBOOKS)('the rule book of %s', (id) => {
  it.each(LOCALES)('leaves nothing out: it changes with every value (%s)', async (locale) => {
    const playbook = await shipped(id)
    const said = () => JSON.stringify(ruleBook(playbook, locale))
    const before = said()
    const silent = leavesOf(playbook)
      .filter((leaf, at) => !isLeftOut(leaf, locale) && (leaf.path[0] !== 'tests' || at % FEW === 0))
      .filter((leaf) => withValue(playbook, leaf, edited(leaf), said) === before)
    expect(silent.map(({ path }) => path.join('/'))).toEqual([])
  })

  it.each(LOCALES)('has a section for every node and names things as people do (%s)', async (locale) => {
    const playbook = await shipped(id)
    const { title, description, chapters } = ruleBook(playbook, locale)
    const sections = chapters.flatMap((chapter) => chapter.sections)
    expect(sections.map((section) => section.title).toSorted()).toEqual(
      playbook.nodes.map(({ name }) => name[locale]).toSorted(),
    )
    const blocks = [...chapters, ...sections].map((part) => [part.title, part.blocks])
    const texts = leavesOf([title, description, blocks]).map(({ value }) => String(value))
    const ids = /\b[a-z][a-z0-9]*_[a-z0-9_]+|undefined|null|NaN|\[object|[{}]/
    expect(texts.filter((text) => ids.test(text))).toEqual([])
  })
})
