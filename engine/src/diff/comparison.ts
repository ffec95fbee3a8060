import { z } from 'zod'
import { pointer } from '../problem/problem.ts'
import type { Path } from '../values/walk.ts'
import type { Alignment } from './alignment.ts'
import type { Change, ChangeKind } from './change.ts'
import { alignLists, alongside, type Columns } from './columns.ts'
import { isBilingual, isRecord, isSame, keyOf, schemaFor, valueAt } from './document.ts'

type Schema = z.core.$ZodType

/** Two values, and where they stand. */
interface Two {
  readonly before: unknown
  readonly after: unknown
  readonly old: Path
  readonly path: Path
}

/** What is compared, as it was written. */
export interface Originals {
  readonly before: unknown
  readonly after: unknown
  /** The key, as it was written, of an entry of a record of the earlier document. */
  keyBefore(record: object, key: string): string
}

/** Compares two documents by their schema. What is compared has the names of the later document already. */
export class Comparison {
  readonly changes: Change[] = []
  readonly #originals: Originals

  constructor(originals: Originals) {
    this.#originals = originals
  }

  compare(schema: Schema, two: Two, columns: Columns): void {
    const { before, after } = two
    if (this.#isUntouched(two)) return
    const own = schemaFor(schema, after)
    const isShared = own === schemaFor(schema, before) && before !== null && after !== null
    if (isShared && !isBilingual(own)) {
      if (own instanceof z.ZodObject && isRecord(before) && isRecord(after)) {
        this.#objects(own, two, columns)
        return
      }
      if (own instanceof z.ZodRecord && isRecord(before) && isRecord(after)) {
        this.#records(own, two, columns)
        return
      }
      if (own instanceof z.ZodArray && Array.isArray(before) && Array.isArray(after)) {
        this.#lists(own, two, alignLists(own, before, after, columns), columns)
        return
      }
    }
    if (!isSame(before, after))
      this.#note(isBilingual(own) && isName(two.path) ? 'renamed' : 'changed', two.old, two.path)
  }

  /** Nothing changed, nor does anything within have another name than before. */
  #isUntouched({ before, after, old }: Two): boolean {
    if (!isSame(before, after)) return false
    return typeof before !== 'object' || isSame(valueAt(this.#originals.before, old), before)
  }

  #note(kind: ChangeKind, old: Path | null, path: Path | null): void {
    this.changes.push({
      kind,
      pathBefore: old && pointer(old),
      pathAfter: path && pointer(path),
      ...(old && { before: valueAt(this.#originals.before, old) }),
      ...(path && { after: valueAt(this.#originals.after, path) }),
    })
  }

  #objects(schema: z.ZodObject, two: Two, outer: Columns, without?: string): void {
    const { before, after, old, path } = two
    if (!isRecord(before) || !isRecord(after)) return
    const columns = new Map(outer)
    for (const [name, field] of Object.entries<Schema>(schema.shape)) {
      const [one, other] = [before[name], after[name]]
      if (name === without || (one === undefined && other === undefined)) continue
      const inner = { before: one, after: other, old: [...old, name], path: [...path, name] }
      const list = schemaFor(field, other)
      if (one === undefined) this.#note('added', null, inner.path)
      else if (other === undefined) this.#note('removed', inner.old, null)
      else if (list instanceof z.ZodArray && Array.isArray(one) && Array.isArray(other)) {
        if (this.#isUntouched(inner)) continue
        const beside = alongside(list, Math.min(one.length, other.length), columns)
        const alignment = beside ?? alignLists(list, one, other, columns)
        columns.set(name, alignment)
        this.#lists(list, inner, beside ? { ...alignment, moved: new Set() } : alignment, columns)
      } else this.compare(field, inner, columns)
    }
  }

  #records(schema: z.ZodRecord, { before, after, old, path }: Two, columns: Columns): void {
    if (!isRecord(before) || !isRecord(after)) return
    const was = (key: string): Path => [...old, this.#originals.keyBefore(before, key)]
    const renamed = renamedKeys(before, after)
    const kept = new Set(renamed.values())
    for (const key of Object.keys(before)) {
      if (!Object.hasOwn(after, key) && !kept.has(key)) this.#note('removed', was(key), null)
    }
    for (const [key, value] of Object.entries(after)) {
      const former = renamed.get(key)
      if (former !== undefined) this.#note('renamed', was(former), [...path, key])
      else if (!Object.hasOwn(before, key)) this.#note('added', null, [...path, key])
      else {
        const two = { before: before[key], after: value, old: was(key), path: [...path, key] }
        this.compare(schema.valueType, two, columns)
      }
    }
  }

  #lists({ element }: z.ZodArray, two: Two, { pairs, moved }: Alignment, columns: Columns): void {
    const { before, after, old, path } = two
    if (!Array.isArray(before) || !Array.isArray(after)) return
    const found = new Map(pairs.map(([was, place]) => [place, was]))
    const kept = new Set(found.values())
    for (const at of before.keys()) if (!kept.has(at)) this.#note('removed', [...old, at], null)
    for (const [place, value] of after.entries()) {
      const was = found.get(place)
      const to = [...path, place]
      if (was === undefined) {
        this.#note('added', null, to)
        continue
      }
      const from = [...old, was]
      if (moved.has(place)) this.#note('moved', from, to)
      this.#entries(element, { before: before[was], after: value, old: from, path: to }, columns)
    }
  }

  /** Entries of a list that are the same thing: when the key differs, it has another name. */
  #entries(schema: Schema, two: Two, columns: Columns): void {
    const key = keyOf(schema)
    const own = schemaFor(schema, two.after)
    const [was, is] =
      key === null ? [] : [valueAt(this.#originals.before, [...two.old, key]), nameIn(two.after, key)]
    const isRenamed = key !== null && was !== undefined && is !== undefined && was !== is
    if (isRenamed && own instanceof z.ZodObject && own === schemaFor(schema, two.before)) {
      this.#note('renamed', [...two.old, key], [...two.path, key])
      this.#objects(own, two, columns, key)
    } else this.compare(schema, two, columns)
  }
}

const nameIn = (value: unknown, key: string): unknown => (isRecord(value) ? value[key] : undefined)

/** What people call a thing. */
const isName = (path: Path): boolean => path.at(-1) === 'name' || path.at(-1) === 'label'

/** Keys that came for others that went with the same value, where only one can be meant: the former by the new. */
function renamedKeys(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): Map<string, string> {
  const gone = Object.keys(before).filter((key) => !Object.hasOwn(after, key))
  const come = Object.keys(after).filter((key) => !Object.hasOwn(before, key))
  return new Map(
    come.flatMap((key) => {
      const [former, ...others] = gone.filter((each) => isSame(before[each], after[key]))
      const isOnly =
        others.length === 0 && come.filter((each) => isSame(after[each], after[key])).length === 1
      return former !== undefined && isOnly ? [[key, former] as const] : []
    }),
  )
}
