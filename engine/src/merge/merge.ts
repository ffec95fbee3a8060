import { isSame } from '../diff/document.ts'
import { structureProblem } from '../playbook/structure.ts'
import { type Problem, problem } from '../problem/problem.ts'
import { mergedOrder } from './order.ts'
import { type Document, type Entries, entriesIn, entryUnit, fieldOf, fieldUnit, type Unit } from './units.ts'

/**
 * A place that both edits changed, and not alike. Its path names entries of lists by their keys, such as
 * `/nodes/tier`; of what is not there the value is undefined.
 */
export interface Collision extends Problem {
  readonly base: unknown
  readonly mine: unknown
  readonly theirs: unknown
}

export type Merged =
  | {
      readonly ok: true
      readonly merged: Record<string, unknown>
      /** What was changed by one side only, or by both alike, as paths such as `/nodes/tier`. */
      readonly taken: { readonly mine: readonly string[]; readonly theirs: readonly string[] }
    }
  | { readonly ok: false; readonly collisions: readonly Collision[] }

/**
 * Puts two edits of the same playbook document together: node by node, fact by fact, test by test, claim by claim,
 * position by position, and each of the other fields as a whole. Where both changed the same of these differently,
 * or one removed what the other changed, they collide, and nothing is merged. Documents that are not right are
 * merged as well as their form admits; never throws. Whether the result is sound is for `check` to say. `choices` say
 * by path whose side is taken where they collide.
 */
export function mergePlaybooks(
  base: Document,
  mine: Document,
  theirs: Document,
  choices: ReadonlyMap<string, 'mine' | 'theirs'> = new Map(),
): Merged {
  const broken = [base, mine, theirs].map(structureProblem).find((found) => found !== null)
  if (broken) return { ok: false, collisions: [{ ...broken, base, mine, theirs }] }
  const merge = new Merge(choices)
  const merged = new Map<string, unknown>()
  // What only the base has comes last: both removed it.
  for (const field of new Set([mine, theirs, base].flatMap((each) => Object.keys(each)))) {
    const value = mergedField(merge, field, [own(base, field), own(mine, field), own(theirs, field)])
    if (value !== undefined) merged.set(field, value)
  }
  return merge.collisions.length > 0
    ? { ok: false, collisions: merge.collisions }
    : { ok: true, merged: Object.fromEntries(merged), taken: merge.taken }
}

type Three<Value> = readonly [base: Value, mine: Value, theirs: Value]

const own = (document: Document, field: string): unknown =>
  Object.hasOwn(document, field) ? document[field] : undefined

function mergedField(merge: Merge, field: string, values: Three<unknown>): unknown {
  const [base, mine, theirs] = values
  const [before, ours, others] = entriesIn(field, values) ?? []
  if (!before || !ours || !others) return merge.unit(fieldUnit(field), values)
  const entries = mergedEntries(merge, field, [before, ours, others])
  // Only of one side, or nothing at all: a field that is not there stays so.
  if (isSame(base, theirs)) return mine
  if (isSame(base, mine)) return theirs
  return mine === undefined && theirs === undefined ? undefined : fieldOf(field, entries)
}

function mergedEntries(merge: Merge, field: string, [base, mine, theirs]: Three<Entries>): Entries {
  const all = new Set([...mine.keys(), ...theirs.keys(), ...base.keys()])
  const merged = new Map<string, unknown>()
  for (const key of all) {
    const value = merge.unit(entryUnit(field, key), [base.get(key), mine.get(key), theirs.get(key)])
    if (value !== undefined) merged.set(key, value)
  }
  const order = mergedOrder([...base.keys()], [...mine.keys()], [...theirs.keys()], new Set(merged.keys()))
  return new Map(order.map((key) => [key, merged.get(key)]))
}

/** A merge under way: decides unit by unit, and remembers what became of each. */
class Merge {
  readonly collisions: Collision[] = []
  readonly taken = { mine: [] as string[], theirs: [] as string[] }
  readonly #choices: ReadonlyMap<string, 'mine' | 'theirs'>

  constructor(choices: ReadonlyMap<string, 'mine' | 'theirs'>) {
    this.#choices = choices
  }

  unit(unit: Unit, [base, mine, theirs]: Three<unknown>): unknown {
    const [mineChanged, theirsChanged] = [!isSame(base, mine), !isSame(base, theirs)]
    if (mineChanged && theirsChanged && !isSame(mine, theirs)) {
      const { noun, name, path } = unit
      const chosen = this.#choices.get(path)
      if (chosen) {
        this.taken[chosen].push(path)
        return chosen === 'mine' ? mine : theirs
      }
      const how = mine === undefined ? 'removed_here' : theirs === undefined ? 'removed_there' : 'changed'
      const found = problem('merge_collides', [], { noun, name, how })
      this.collisions.push({ ...found, path, base, mine, theirs })
      return mine
    }
    if (mineChanged) this.taken.mine.push(unit.path)
    if (theirsChanged) this.taken.theirs.push(unit.path)
    return theirsChanged ? theirs : mine
  }
}
