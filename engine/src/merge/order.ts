/**
 * The order of a merged list: that of whoever put it in another order, of both if both did, mine; what only the
 * other has stands behind what it stood behind there.
 */
export function mergedOrder(
  base: readonly string[],
  mine: readonly string[],
  theirs: readonly string[],
  kept: ReadonlySet<string>,
): string[] {
  const [leading, other] = keepsOrder(base, mine) ? [theirs, mine] : [mine, theirs]
  const order = leading.filter((key) => kept.has(key))
  const placed = new Set(order)
  let last: string | null = null
  for (const key of other) {
    if (!kept.has(key)) continue
    if (!placed.has(key)) {
      order.splice(last === null ? 0 : order.indexOf(last) + 1, 0, key)
      placed.add(key)
    }
    last = key
  }
  return order
}

/** Whether what is in both lists stands in the same order in both. */
function keepsOrder(before: readonly string[], after: readonly string[]): boolean {
  const [known, left] = [new Set(before), new Set(after)]
  const common = after.filter((key) => known.has(key))
  return before.filter((key) => left.has(key)).every((key, at) => key === common[at])
}
