import { keysOf } from '../problem/problem.ts'

/** Things at places of a document in the order in which they stand there; those of one place as they come. */
export function inDocumentOrder<Thing extends { readonly path: string }>(
  document: unknown,
  things: readonly Thing[],
): Thing[] {
  return things
    .map((thing) => ({ thing, place: placeOf(document, thing.path) }))
    .toSorted((left, right) => compare(left.place, right.place))
    .map(({ thing }) => thing)
}

/** At each depth, which of its siblings the value is. */
function placeOf(document: unknown, path: string): number[] {
  let value = document
  return keysOf(path).map((key) => {
    const siblings = typeof value === 'object' && value !== null ? value : {}
    const at = Array.isArray(siblings) ? Number(key) : Object.keys(siblings).indexOf(key)
    value = Reflect.get(siblings, key)
    return at
  })
}

function compare(left: readonly number[], right: readonly number[]): number {
  const at = left.findIndex((each, depth) => each !== right[depth])
  if (at < 0) return left.length - right.length
  return right[at] === undefined ? 1 : (left[at] ?? 0) - right[at]
}
