import type { NodeBase, Value } from '../nodes/kind.ts'
import { nodeSchema, type Playbook } from '../playbook/playbook.ts'
import { type Problem, problem } from '../problem/problem.ts'
import { type FieldMeaning, type Reference, splitReference } from '../values/fields.ts'
import { nearestName } from '../values/nearest-name.ts'
import { type Field, type Path, walkFields } from '../values/walk.ts'
import type { Names } from './scope.ts'

/** An edge of the playbook graph: the node `from` refers to the fact or node `to`, in the field at `path`. */
export interface Edge {
  readonly from: string
  readonly to: string
  readonly path: Path
}

/** Parsed nodes never change, and a large one is asked for its fields again and again. */
const walked = new WeakMap<NodeBase, readonly Field[]>()

/** All fields of a node that mean something beyond their JSON shape; paths start at the node. */
export function fieldsOf(node: NodeBase): readonly Field[] {
  const fields = walked.get(node) ?? [...walkFields(nodeSchema, node)]
  walked.set(node, fields)
  return fields
}

/** The references of a node, in document order. */
export const edgesOf = (node: NodeBase): Edge[] =>
  fieldsOf(node).flatMap(({ meaning, value, path }) =>
    typeof value === 'string' ? namesIn(meaning, value).map((to) => ({ from: node.id, to, path })) : [],
  )

function namesIn(meaning: FieldMeaning, value: string): string[] {
  const names = meaning.reference ? [value] : (meaning.mentions?.(value) ?? [])
  return names.map((name) => splitReference(name).node)
}

/** References that lead nowhere or to the wrong kind of thing, and values that no class has. */
export function* checkReferences(playbook: Playbook, names: Names): Generator<Problem> {
  for (const [at, node] of playbook.nodes.entries()) {
    const fields = fieldsOf(node)
    for (const field of fields) yield* checkField(field, ['nodes', at, ...field.path], node, fields, names)
  }
}

function checkField(
  { meaning, value }: Field,
  path: Path,
  node: NodeBase,
  fields: readonly Field[],
  names: Names,
): Problem[] {
  const { reference, classOf, keysOf, choiceOf, unitOf } = meaning
  if (reference) return checkReference(String(value), reference, path, names)
  const sibling = (name: string) => names.value(name === 'id' ? node.id : referred(fields, name))
  if (classOf) return checkClassValue(String(value), sibling(classOf), path)
  if (keysOf) return checkKeys(value, sibling(keysOf), path)
  if (unitOf) return checkUnit(value, sibling(unitOf), path)
  if (choiceOf) return checkChoice(String(value), Reflect.get(node, choiceOf.list), choiceOf.by, path)
  return []
}

/** What is wrong with a name that stands for a fact, a figure or a node. */
export function checkReference(name: string, reference: Reference, path: Path, names: Names): Problem[] {
  if (reference.to === 'node') {
    const node = names.node(name)
    if (!node) return [problem('unknown_node', path, { name, kinds: reference.kinds.join(', ') })]
    if (reference.kinds.includes(node.kind)) return []
    return [problem('wrong_kind', path, { name, kind: node.kind, kinds: reference.kinds.join(', ') })]
  }
  const value = reference.to === 'fact' && !names.facts.has(name) ? undefined : names.value(name)
  if (!value) {
    const known =
      reference.to === 'fact' ? [...names.facts.keys()] : [...names.facts.keys(), ...names.nodes.keys()]
    if (reference.to === 'value' && names.node(name)) return [problem('no_single_value', path, { name })]
    const nearest = nearestName(name, known)
    return [problem(reference.to === 'fact' ? 'unknown_fact' : 'unknown_name', path, { name, nearest })]
  }
  const { kinds } = reference
  if (kinds === 'any' || kinds.includes(value.type.kind)) return []
  return [problem('wrong_unit', path, { name, kind: value.type.kind, kinds: kinds.join(', ') })]
}

/** The text of the reference in the field `name` of the node. */
function referred(fields: readonly Field[], name: string): string {
  const field = fields.find(({ path }) => path.join('.') === name)
  return typeof field?.value === 'string' ? field.value : ''
}

function checkClassValue(value: string, of: Value | undefined, path: Path): Problem[] {
  if (of?.type.kind !== 'class' || of.type.values.includes(value)) return []
  return [problem('not_a_class_value', path, { value, values: of.type.values.join(', ') })]
}

function checkKeys(record: unknown, of: Value | undefined, path: Path): Problem[] {
  if (of?.type.kind !== 'class' || typeof record !== 'object' || record === null) return []
  const { values } = of.type
  const keys = Object.keys(record)
  return [
    ...values
      .filter((value) => !keys.includes(value))
      .map((value) => problem('entry_missing', path, { value })),
    ...keys
      .filter((key) => !values.includes(key))
      .map((key) => problem('not_a_class_value', [...path, key], { value: key, values: values.join(', ') })),
  ]
}

function checkUnit(value: unknown, of: Value | undefined, path: Path): Problem[] {
  if (!of || of.type.kind === 'percent' || typeof value !== 'number' || Number.isSafeInteger(value)) return []
  const most = Number.MAX_SAFE_INTEGER
  if (value > most) return [problem('too_big', path, { found: value, most })]
  if (value < -most) return [problem('too_small', path, { found: value, least: -most })]
  return [problem('not_whole', path, { found: String(value), kind: of.type.kind })]
}

function checkChoice(value: string, list: unknown, by: string, path: Path): Problem[] {
  if (!Array.isArray(list)) return []
  const choices = list.map((entry: unknown) =>
    typeof entry === 'object' && entry ? String(Reflect.get(entry, by)) : '',
  )
  if (choices.includes(value)) return []
  return [problem('unknown_choice', path, { value, choices: choices.join(', ') })]
}
