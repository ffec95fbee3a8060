/** Where something stands in a document: keys of objects and places in lists. */
export type Path = readonly (string | number)[]

/** The value at a path; undefined when there is none. */
export function valueAt(document: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? Reflect.get(value, key)
        : undefined,
    document,
  )
}

/**
 * The document with another value at a path; undefined takes the key away. What the change does not touch is
 * shared with the old document, so that views of it need not be drawn again.
 */
export function withValue(document: unknown, path: Path, value: unknown): unknown {
  const [key, ...rest] = path
  if (key === undefined) return value
  if (Array.isArray(document)) {
    return document.map((item, at) => (at === key ? withValue(item, rest, value) : item))
  }
  const object: Record<string, unknown> =
    typeof document === 'object' && document !== null ? { ...document } : {}
  const inner = withValue(object[key], rest, value)
  if (inner === undefined) delete object[key]
  else object[key] = inner
  return object
}

export const samePath = (left: Path, right: Path): boolean =>
  left.length === right.length && left.every((key, at) => key === right[at])
