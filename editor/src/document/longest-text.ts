import type { Path } from './path.ts'

interface LongText {
  readonly path: Path
  readonly length: number
}

/** Where a document's longest text stands: what to shorten when the whole is too large to be kept. */
export function longestText(document: unknown, path: Path = []): LongText {
  if (typeof document === 'string') return { path, length: document.length }
  if (typeof document !== 'object' || document === null) return { path, length: 0 }
  const inner: [string | number, unknown][] = Array.isArray(document)
    ? [...document.entries()]
    : Object.entries(document)
  return inner
    .map(([key, value]) => longestText(value, [...path, key]))
    .reduce((longest, each) => (each.length > longest.length ? each : longest), { path, length: 0 })
}
