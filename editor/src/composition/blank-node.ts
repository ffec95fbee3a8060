import {
  type Bilingual,
  NODE_KINDS,
  nodeSchema,
  type Playbook,
  type PlaybookNode,
} from '@branch-playbook/engine'
import { z } from 'zod'
import type { Surroundings } from '../inspector/blank.ts'
import { conditionOn } from './condition.ts'
import { bare, leastItems, meaningOf, type Schema, shapeOf } from './schema.ts'
import { startOf } from './starts.ts'
import { likeliest, likeliestFor, NOTHING_YET, surroundingsOf } from './surroundings.ts'

/** What a value that is made may rest on. */
export interface Making {
  readonly playbook: Playbook
  /** The day on which what has days begins, `YYYY-MM-DD`. */
  readonly today: string
  readonly around: Surroundings
  /** The name of the field that is to have the value. */
  readonly field?: string
}

/**
 * A new node of a kind that has the form of one, so that the canvas can show it: its references are guessed, its
 * lists are as short as they may be. Null for a kind that there is not.
 */
export function blankNode(
  playbook: Playbook,
  base: { readonly id: string; readonly kind: string; readonly name: Bilingual },
  today: string,
): PlaybookNode | null {
  const schema = NODE_KINDS.find(({ kind }) => kind === base.kind)?.schema
  const shape = schema && shapeOf(schema, base)
  if (!shape) return null
  const node: Record<string, unknown> = { ...base }
  const around = surroundingsOf(playbook, node)
  const making = { playbook, today, around }
  Object.assign(node, startOf(base.kind, { ...making, id: base.id }))
  for (const [field, inner] of Object.entries(shape)) {
    if (Object.hasOwn(node, field) || inner instanceof z.ZodOptional) continue
    node[field] = blankValue(inner, { ...making, field })
  }
  // Parsing also puts the fields into the order of the schema.
  const made = nodeSchema.safeParse(node)
  return made.success ? made.data : null
}

/** A value that fits a schema as well as can be guessed. */
export function blankValue(schema: Schema, making: Making, place = 0): unknown {
  if (schema instanceof z.ZodNullable) return null
  const inner = bare(schema)
  const meant = meantValue(inner, making)
  if (meant !== undefined) return meant
  if (inner instanceof z.ZodObject) return blankObject(inner, making, place)
  if (inner instanceof z.ZodArray)
    return Array.from({ length: leastItems(inner) }, (_, at) => blankValue(inner.element, making, at))
  if (inner instanceof z.ZodRecord) return {}
  if (inner instanceof z.ZodEnum) return inner.options[0]
  if (inner instanceof z.ZodLiteral) return inner.value
  if (inner instanceof z.ZodBoolean) return false
  if (inner instanceof z.ZodNumber) return numberIn(inner)
  if (inner instanceof z.ZodUnion) {
    const [first] = inner.options
    return first && blankValue(first, making, place)
  }
  // The form of an identifier fits labels and texts as well.
  return `item_${place + 1}`
}

/** What the registry says about a field; undefined when it says nothing of the value. */
function meantValue(schema: Schema, making: Making): unknown {
  const { playbook, around, today } = making
  const meaning = meaningOf(schema)
  if (meaning.reference) return likeliestFor(making.field ?? '', playbook, around, meaning.reference)
  if (meaning.condition) {
    const kinds = ['money', 'count', 'days', 'class', 'flag'] as const
    return conditionOn(playbook, likeliest(around, { to: 'value', kinds }))
  }
  if (meaning.formula) return around.candidates({ to: 'value', kinds: ['money', 'count'] })[0] ?? '0'
  if (meaning.classOf) return around.classValues(meaning.classOf)[0] ?? 'A'
  if (meaning.choiceOf) return around.entries(meaning.choiceOf.list, meaning.choiceOf.by)[0] ?? NOTHING_YET
  if (meaning.entryOf) {
    const { through, list, by } = meaning.entryOf
    return around.entriesOf(through, list, by)[0] ?? NOTHING_YET
  }
  if (meaning.unit === 'date') return today
  if (meaning.typeIn) return true
  if (meaning.unitOf) return 0
  if (meaning.keysOf && schema instanceof z.ZodRecord) {
    const { valueType } = schema
    return Object.fromEntries(
      around.classValues(meaning.keysOf).map((value) => [value, blankValue(valueType, making)]),
    )
  }
  return undefined
}

function blankObject(schema: z.ZodObject, making: Making, place: number): unknown {
  const { 'zh-CN': chinese, en } = schema.shape
  if (chinese && en)
    return chinese instanceof z.ZodArray
      ? { 'zh-CN': [], en: [] }
      : { 'zh-CN': `第${place + 1}项`, en: `Item ${place + 1}` }
  return Object.fromEntries(
    Object.entries(schema.shape)
      .filter(([, field]) => !(field instanceof z.ZodOptional))
      .map(([name, field]) => [name, blankValue(field, { ...making, field: name }, place)]),
  )
}

/** What is usual in each unit. */
const USUAL: Readonly<Record<string, number>> = {
  minutes: 10,
  percent: 100,
  days: 30,
  working_days: 20,
  months: 3,
  count: 1,
}

function numberIn(schema: z.ZodNumber): number {
  const usual = USUAL[meaningOf(schema).unit ?? ''] ?? 0
  return Math.min(Math.max(usual, schema.minValue ?? usual), schema.maxValue ?? usual)
}
