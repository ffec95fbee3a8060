import { mergePlaybooks } from '@branch-playbook/engine'
import { withValue } from './path.ts'
import { unitOf } from './unit.ts'

/**
 * What a change, from `base` to `mine`, makes of a document that others made of the base. Where both touched the
 * same value, theirs stays: taking back a step of one's own never takes back one of theirs.
 */
export function carriedOver(base: unknown, mine: unknown, theirs: unknown): unknown {
  if (!isObject(base) || !isObject(mine) || !isObject(theirs)) return theirs
  const first = mergePlaybooks(base, mine, theirs)
  if (first.ok) return first.merged
  const choices = new Map<string, 'mine' | 'theirs'>()
  let finer: unknown = mine
  for (const { path, ...values } of first.collisions) {
    const isThere = values.mine !== undefined && values.theirs !== undefined
    choices.set(path, isThere ? 'mine' : 'theirs')
    if (isThere) finer = withUnit(finer, path, byValue(values.base, values.mine, values.theirs))
  }
  const second = isObject(finer) ? mergePlaybooks(base, finer, theirs, choices) : first
  return second.ok ? second.merged : theirs
}

/** Value by value within a place that is otherwise merged as a whole. */
function byValue(base: unknown, mine: unknown, theirs: unknown): unknown {
  if (Array.isArray(base) && Array.isArray(mine) && Array.isArray(theirs)) {
    const alike = base.length === mine.length && base.length === theirs.length
    return alike
      ? theirs.map((each, at) => byValue(base[at], mine[at], each))
      : isSame(base, theirs)
        ? mine
        : theirs
  }
  if (isObject(base) && isObject(mine) && isObject(theirs)) {
    const keys = new Set([...Object.keys(theirs), ...Object.keys(mine)])
    return Object.fromEntries(
      [...keys]
        .map((key) => [key, byValue(base[key], mine[key], theirs[key])])
        .filter(([, value]) => value !== undefined),
    )
  }
  return isSame(base, theirs) ? mine : theirs
}

/** The document with another value at a place that a path such as `/nodes/tier` names. */
function withUnit(document: unknown, path: string, value: unknown): unknown {
  const [part, key] = unitOf(path)
  if (key === undefined) return withValue(document, [part], value)
  const entries = isObject(document) ? document[part] : undefined
  if (!Array.isArray(entries)) return withValue(document, [part, key], value)
  const at = entries.findIndex((entry) => isObject(entry) && (entry.id === key || entry.name === key))
  return at < 0 ? document : withValue(document, [part, at], value)
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isSame = (left: unknown, right: unknown): boolean => JSON.stringify(left) === JSON.stringify(right)
