/** Items in their order, in pieces of so many at most; none of none. */
export function inPieces<Item>(items: readonly Item[], most: number): Item[][] {
  const pieces: Item[][] = []
  for (let from = 0; from < items.length; from += most) pieces.push(items.slice(from, from + most))
  return pieces
}
