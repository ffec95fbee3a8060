/** So many rows at a time: SQLite takes one or two milliseconds for them, in which nobody else is served. */
export const ROWS_A_PIECE = 100

/** Items in their order, in pieces of so many at most; none of none. */
export function inPieces<Item>(items: readonly Item[], most: number): Item[][] {
  const pieces: Item[][] = []
  for (let from = 0; from < items.length; from += most) pieces.push(items.slice(from, from + most))
  return pieces
}

/** So many of them a question, well below the number of parameters that SQLite takes. */
const MOST_A_QUESTION = 400

/** All that is found of some ids, however many they are: asked some at a time, one after the other. */
export async function askInPieces<Id, Row>(
  ids: readonly Id[],
  ask: (some: readonly Id[]) => Promise<Row[]>,
): Promise<Row[]> {
  const found = []
  for (const some of inPieces(ids, MOST_A_QUESTION)) found.push(await ask(some))
  return found.flat()
}
