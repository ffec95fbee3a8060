import { expect, test } from 'vitest'
import { type History, NO_HISTORY, perform, redo, undo } from './history.ts'
import { valueAt } from './path.ts'

const DOCUMENT = {
  nodes: [{ id: 'tier', bands: [{ name: 'A', from: 500 }, { name: 'B' }], ifMissing: 'B' }, { id: 'other' }],
}
const FROM = ['nodes', 0, 'bands', 0, 'from']

/** Performs edits one after the other, each a minute later. */
function edited(...edits: { path: (string | number)[]; value: unknown }[]) {
  return edits.reduce<{ document: unknown; history: History }>(
    ({ document, history }, edit, at) => perform(document, history, [edit], at * 60_000),
    { document: DOCUMENT, history: NO_HISTORY },
  )
}

test('An edit changes the value and shares everything else', () => {
  const { document } = edited({ path: FROM, value: 300 })
  expect(valueAt(document, FROM)).toBe(300)
  expect(valueAt(document, ['nodes', 1])).toBe(DOCUMENT.nodes[1])
  expect(valueAt(DOCUMENT, FROM)).toBe(500)
})

test('Undo and redo go back and forth over everything', () => {
  const done = edited(
    { path: FROM, value: 300 },
    { path: ['nodes', 0, 'ifMissing'], value: undefined },
    { path: ['nodes', 0, 'bands'], value: [{ name: 'A' }] },
    { path: ['layout', 'tier'], value: { x: 1, y: 2 } },
  )
  let state: { document: unknown; history: History } | null = done
  for (let steps = 0; steps < 4; steps += 1) state = state && undo(state.document, state.history)
  // The layout had been made for the edit; undone, an empty one says the same as none.
  expect(state?.document).toEqual({ ...DOCUMENT, layout: {} })
  expect(state && undo(state.document, state.history)).toBeNull()
  for (let steps = 0; steps < 4; steps += 1) state = state && redo(state.document, state.history)
  expect(state?.document).toEqual(done.document)
  expect(state && redo(state.document, state.history)).toBeNull()
})

test('Keystrokes in one field are one step, a pause or another field starts the next', () => {
  const first = perform(DOCUMENT, NO_HISTORY, [{ path: FROM, value: 3 }], 0)
  const second = perform(first.document, first.history, [{ path: FROM, value: 30 }], 200)
  const third = perform(second.document, second.history, [{ path: FROM, value: 300 }], 5_000)
  const fourth = perform(third.document, third.history, [{ path: ['nodes', 1, 'id'], value: 'x' }], 5_100)
  expect(fourth.history.past).toHaveLength(3)
  expect(fourth.history.past[0]?.changes).toEqual([{ path: FROM, before: 500, after: 30 }])
})

test('A drag is one step, however long it rests, and the next one another', () => {
  const drags = [
    { value: 400, gesture: 1, now: 0 },
    { value: 300, gesture: 1, now: 60_000 },
    { value: 200, gesture: 2, now: 120_000 },
  ]
  const { history } = drags.reduce<{ document: unknown; history: History }>(
    (done, { value, gesture, now }) =>
      perform(done.document, done.history, [{ path: FROM, value }], now, undefined, gesture),
    { document: DOCUMENT, history: NO_HISTORY },
  )
  expect(history.past.map(({ changes: [change] }) => [change?.before, change?.after])).toEqual([
    [500, 300],
    [300, 200],
  ])
})

test('A new edit takes the place of what was undone', () => {
  const done = edited({ path: FROM, value: 300 })
  const undone = undo(done.document, done.history)
  const other = undone && perform(undone.document, undone.history, [{ path: FROM, value: 400 }], 0)
  expect(other?.history.future).toEqual([])
  expect(valueAt(other?.document, FROM)).toBe(400)
})

test('Several values changed at once are undone at once', () => {
  const moves = ['a', 'b'].map((id) => ({ path: ['layout', id], value: { x: 1, y: 1 } }))
  const { document, history } = perform({ layout: { a: { x: 0, y: 0 } } }, NO_HISTORY, moves, 0)
  expect(undo(document, history)?.document).toEqual({ layout: { a: { x: 0, y: 0 } } })
})
