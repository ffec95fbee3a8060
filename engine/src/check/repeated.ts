/** The entries whose key an earlier entry has already. */
export function repeated<Entry>(entries: readonly Entry[], keyOf: (entry: Entry) => string): Entry[] {
  const seen = new Set<string>()
  return entries.filter((entry) => {
    const key = keyOf(entry)
    const again = seen.has(key)
    seen.add(key)
    return again
  })
}
