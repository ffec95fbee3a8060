import {
  type Field,
  type FieldMeaning,
  fieldsOf,
  formulaTokens,
  type PlaybookNode,
} from '@branch-playbook/engine'
import { type Path, withValue } from '../document/path.ts'
import type { Reference } from '../inspector/form.ts'
import { isRecord, ownerOf } from './schema.ts'

export type Names = ReadonlyMap<string, string>

/** The fields of a node that are references, with what they may refer to and what they do; formulas are not among them. */
export const referenceFields = (
  node: PlaybookNode,
): { readonly path: Path; readonly reference: Reference; readonly name: string }[] =>
  fieldsOf(node).flatMap(({ path, meaning, value }) =>
    meaning.reference && typeof value === 'string'
      ? [{ path, reference: meaning.reference, name: value }]
      : [],
  )

/** A value with new names for facts and nodes wherever it refers to them. `fields` are those of the value. */
export const withNames = (value: unknown, fields: readonly Field[], names: Names): unknown =>
  fields.reduce<unknown>((current, { meaning, value: field, path }) => {
    const named = renamedField(meaning, field, names)
    return named === field ? current : withValue(current, path, named)
  }, value)

function renamedField(meaning: FieldMeaning, value: unknown, names: Names): unknown {
  if (meaning.keysRefer && isRecord(value)) return renamedKeys(value, names)
  if (typeof value !== 'string') return value
  if (meaning.reference) return renamedReference(value, names)
  return meaning.formula ? renamedFormula(value, names) : value
}

function renamedReference(reference: string, names: Names): string {
  const owner = ownerOf(reference)
  const name = names.get(owner)
  return name === undefined ? reference : `${name}${reference.slice(owner.length)}`
}

function renamedKeys(record: Readonly<Record<string, unknown>>, names: Names): unknown {
  const entries = Object.entries(record).map(([key, value]) => [renamedReference(key, names), value] as const)
  return entries.every(([key]) => Object.hasOwn(record, key)) ? record : Object.fromEntries(entries)
}

/** From the end to the beginning, so that what is still to be renamed stays where it was found. */
const renamedFormula = (formula: string, names: Names): string =>
  formulaTokens(formula)
    .filter(({ kind }) => kind === 'name')
    .reduceRight(
      (text, { at, end, text: name }) =>
        `${text.slice(0, at)}${renamedReference(name, names)}${text.slice(end)}`,
      formula,
    )
