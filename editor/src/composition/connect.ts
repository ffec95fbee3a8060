import { NODE_KINDS, type Playbook } from '@branch-playbook/engine'
import { z } from 'zod'
import type { Edit } from '../document/history.ts'
import { type Path, valueAt, withValue } from '../document/path.ts'
import { blankValue, type Making } from './blank-node.ts'
import { conditionOn, withAlso } from './condition.ts'
import { withMissingDecided } from './decide-missing.ts'
import { edited, nodeEdit } from './edited.ts'
import { alongside, bare, isRecord, listOf, meaningOf, type Schema, shapeOf } from './schema.ts'
import type { Slot } from './slots.ts'
import { surroundingsOf } from './surroundings.ts'

/**
 * Makes a field refer to a fact or a node. What goes along with it goes along: a row of a table gets a cell for
 * another input, a record by class the entries of the new class, a figure that may be missing a decision. None for
 * a slot that was refused.
 */
export function connect(playbook: Playbook, slot: Slot): Edit[] {
  const { target, path } = slot
  const node = playbook.nodes.find(({ id }) => id === target)
  const schema = NODE_KINDS.find(({ kind }) => kind === node?.kind)?.schema
  if (!node || !schema || slot.refused) return []
  const around = surroundingsOf(playbook, { ...node })
  const making: Making = { playbook, today: '2026-01-01', around }
  const put = withValue(node, path, valueFor(slot, schemaAt(schema, node, path), valueAt(node, path), making))
  const celled = slot.by === 'item' ? withCells(schema, put, path, making) : put
  const keyed = isRecord(celled)
    ? rekeyed(schema, celled, { ...making, around: surroundingsOf(playbook, celled) })
    : celled
  const connected = edited(playbook, [nodeEdit(playbook, target, keyed)])
  const decided = withMissingDecided(connected, target).nodes.find(({ id }) => id === target)
  return decided === undefined ? [] : [nodeEdit(playbook, target, decided)]
}

/** What stands at the place of the slot afterwards. */
function valueFor(slot: Slot, schema: Schema | null, value: unknown, making: Making): unknown {
  const { name, by, words } = slot
  const field = words.at(-1) ?? ''
  switch (by) {
    case 'reference':
      return name
    case 'condition':
      return withAlso(value, conditionOn(making.playbook, name))
    case 'formula':
      return `${String(value)} + ${name}`
    case 'group':
      return schema && { ...Object(blankValue(schema, making)), [field]: name }
    case 'item': {
      const items = listOf(value)
      if (!(schema instanceof z.ZodArray)) return items
      if (meaningOf(schema.element).reference) return [...items, name]
      return [...items, { ...Object(blankValue(schema.element, making, items.length)), [field]: name }]
    }
  }
}

/** The schema of what stands at a path of a value. */
function schemaAt(schema: Schema, value: unknown, [key, ...rest]: Path): Schema | null {
  const inner = bare(schema)
  if (key === undefined) return inner
  const next = isRecord(value) || Array.isArray(value) ? Reflect.get(value, key) : undefined
  if (inner instanceof z.ZodArray) return schemaAt(inner.element, next, rest)
  if (inner instanceof z.ZodRecord) return schemaAt(inner.valueType, next, rest)
  const field = shapeOf(inner, value)?.[key]
  return field ? schemaAt(field, next, rest) : null
}

/** The node with one more cell in every row that has one for each item of the list. */
function withCells(schema: Schema, node: unknown, [list]: Path, making: Making): unknown {
  const shape = shapeOf(schema, node)
  if (!shape || !isRecord(node)) return node
  return Object.fromEntries(
    Object.entries(node).map(([name, rows]) => {
      const cells = shape[name] ? alongside(shape[name], list) : []
      const more = (row: unknown) =>
        cells.map(({ field, cell }) => [field, [...listOf(Object(row)[field]), blankCell(cell, making)]])
      return cells.length === 0
        ? [name, rows]
        : [name, listOf(rows).map((row) => ({ ...Object(row), ...Object.fromEntries(more(row)) }))]
    }),
  )
}

/** A cell of text is a test, and a new one admits anything. */
const blankCell = (cell: Schema, making: Making): unknown =>
  bare(cell) instanceof z.ZodString ? '-' : blankValue(cell, making)

/** The node with an entry for every value of the classes that its records stand for, and for none else. */
function rekeyed(schema: Schema, value: unknown, making: Making): unknown {
  const inner = bare(schema)
  if (value === null || value === undefined) return value
  const { keysOf } = meaningOf(schema)
  if (inner instanceof z.ZodRecord && keysOf !== undefined && isRecord(value)) {
    const keys = making.around.classValues(keysOf)
    if (keys.length === 0) return value
    return Object.fromEntries(
      keys.map((key) => [
        key,
        Object.hasOwn(value, key)
          ? rekeyed(inner.valueType, value[key], making)
          : blankValue(inner.valueType, making),
      ]),
    )
  }
  const shape = isRecord(value) ? shapeOf(schema, value) : null
  if (!shape || !isRecord(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => {
      const own = shape[name]
      return [name, own ? rekeyed(own, field, making) : field]
    }),
  )
}
