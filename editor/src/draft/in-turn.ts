let turn: Promise<unknown> = Promise.resolve()

/** Does one thing with the draft after another: what is saved, taken and chosen never overlaps. */
export function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  const result = turn.then(work, work)
  turn = result.catch(() => undefined)
  return result
}
