import { NODE_KINDS, type Playbook } from '@branch-playbook/engine'
import { z } from 'zod'
import type { Path } from '../document/path.ts'
import type { Reference } from '../inspector/form.ts'
import { closesCircle, type Fit, fit, type Refusal, refuse } from './fitting.ts'
import { bare, isRecord, listOf, meaningOf, type Schema, shapeOf } from './schema.ts'

/** A field of a node that could refer to a fact or to another node. */
export interface Slot {
  readonly target: string
  /** Where the reference would stand in the node, or the list or group that would get one more. */
  readonly path: Path
  /** The names on the way there, without places in lists: what labels go by. */
  readonly words: readonly string[]
  /** How the field comes to it: by another reference, one more item, a group that was left out, one more comparison, one more summand. */
  readonly by: 'reference' | 'item' | 'group' | 'condition' | 'formula'
  readonly takes: 'adds' | 'replaces'
  /** What the field refers to now, when that is to be replaced. */
  readonly former?: string
  /** The name that would be written: of the fact, of the node, or of one of its figures. */
  readonly name: string
  /** Why it cannot be; undefined when it can. */
  readonly refused?: Refusal
}

/** So many items of a list are offered to be replaced one by one. */
const MOST_ITEMS = 12

/**
 * Every field of the node `target` that could take `source`, a fact or a node, by its schema and what the engine's
 * registry says of it; those that take it first, and of these plain references before conditions and formulas.
 */
export function slotsOf(playbook: Playbook, source: string, target: string): Slot[] {
  const node = playbook.nodes.find(({ id }) => id === target)
  const schema = NODE_KINDS.find(({ kind }) => kind === node?.kind)?.schema
  if (!node || !schema) return []
  const isCircle = source === target || closesCircle(playbook, source, target)
  const places = [...placesIn(schema, node, { path: [], words: [] })]
  return places
    .map(({ reference, has, ...place }): Slot => {
      const fitting = fit(playbook, reference, source)
      const judged: Fit = fitting.fits && isCircle ? refuse({ why: 'cycle' }) : fitting
      const final: Fit = judged.fits && has.includes(judged.name) ? refuse({ why: 'present' }) : judged
      const [former] = place.takes === 'replaces' ? has : []
      return {
        target,
        ...place,
        ...(former !== undefined && { former }),
        name: fitting.fits ? fitting.name : source,
        ...(!final.fits && { refused: final.refused }),
      }
    })
    .toSorted((left, right) => rankOf(left) - rankOf(right))
}

/** The slots that take it. */
export const open = (slots: readonly Slot[]): Slot[] => slots.filter(({ refused }) => !refused)

const ORDER: readonly Slot['by'][] = ['reference', 'item', 'group', 'condition', 'formula']

/** What is in a list already is rather left alone than replaced. */
const rankOf = ({ refused, by, path }: Slot): number =>
  (refused ? 10 : 0) +
  (by === 'reference' && path.some((key) => typeof key === 'number') ? 2.5 : ORDER.indexOf(by))

interface Where {
  readonly path: Path
  readonly words: readonly string[]
}

interface Place extends Where, Pick<Slot, 'by' | 'takes'> {
  readonly reference: Reference
  /** What stands there now. */
  readonly has: readonly string[]
}

function* placesIn(schema: Schema, value: unknown, where: Where): Generator<Place> {
  for (const [name, field] of Object.entries(shapeOf(schema, value) ?? {})) {
    const inner = isRecord(value) ? value[name] : undefined
    yield* placesAt(field, inner, { path: [...where.path, name], words: [...where.words, name] })
  }
}

function* placesAt(schema: Schema, value: unknown, where: Where): Generator<Place> {
  const { reference, condition, formula } = meaningOf(schema)
  const inner = bare(schema)
  if (reference) {
    const has = typeof value === 'string' ? [value] : []
    yield { ...where, reference, by: 'reference', takes: has.length > 0 ? 'replaces' : 'adds', has }
  } else if (condition) {
    yield { ...where, reference: ANYTHING, by: 'condition', takes: 'adds', has: [] }
  } else if (formula) {
    yield { ...where, reference: SUMMANDS, by: 'formula', takes: 'adds', has: [] }
  } else if (inner instanceof z.ZodArray) {
    yield* placesInList(inner, value, where)
  } else if (value !== undefined && value !== null) {
    yield* placesIn(schema, value, where)
  } else if (inner instanceof z.ZodObject) {
    for (const [name, field] of Object.entries(inner.shape)) {
      const own = meaningOf(field).reference
      const words = [...where.words, name]
      if (own) yield { ...where, words, reference: own, by: 'group', takes: 'adds', has: [] }
    }
  }
}

function* placesInList(schema: z.ZodArray, value: unknown, where: Where): Generator<Place> {
  const items = listOf(value)
  const { reference } = meaningOf(schema.element)
  if (reference) {
    const has = items.filter((item) => typeof item === 'string')
    yield { ...where, reference, by: 'item', takes: 'adds', has }
    return
  }
  const fields = Object.entries(shapeOf(schema.element, items[0]) ?? {})
  for (const [name, field] of fields) {
    const own = meaningOf(field).reference
    if (!own || field instanceof z.ZodOptional) continue
    const has = items.flatMap((item) =>
      isRecord(item) && typeof item[name] === 'string' ? [item[name]] : [],
    )
    yield { ...where, words: [...where.words, name], reference: own, by: 'item', takes: 'adds', has }
    break
  }
  if (items.length > MOST_ITEMS) return
  for (const [at, item] of items.entries())
    yield* placesIn(schema.element, item, { path: [...where.path, at], words: where.words })
}

const ANYTHING: Reference = { to: 'value', kinds: 'any' }
const SUMMANDS: Reference = { to: 'value', kinds: ['money', 'percent', 'days', 'count'] }
