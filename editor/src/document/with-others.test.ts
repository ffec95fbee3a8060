import { expect, test } from 'vitest'
import { type History, NO_HISTORY, perform, redo, undo, withOthers } from './history.ts'

const tier = { id: 'tier', kind: 'tier', name: 'Tier', from: 500 }
const START = { id: 'p', nodes: [tier, { id: 'call', kind: 'trigger', minutes: 10 }] }
const nodes = (from: number, minutes: number, name = 'Tier') => [
  { ...tier, name, from },
  { id: 'call', kind: 'trigger', minutes },
]

/** The document after an edit of one's own, with what others then made of it. */
function edited(others: unknown) {
  const own = perform(START, NO_HISTORY, [{ path: ['nodes', 0, 'from'], value: 300 }], 0)
  return { document: others, history: withOthers(own.document, others, own.history) }
}

const undone = ({ document, history }: { document: unknown; history: History }) =>
  undo(document, history) ?? expect.fail('Nothing to undo')

test('Undo takes back one’s own step and leaves what others changed since; redo brings it back', () => {
  const back = undone(edited({ ...START, nodes: nodes(300, 11) }))
  expect(back.document).toEqual({ ...START, nodes: nodes(500, 11) })
  const again = redo(back.document, back.history) ?? expect.fail('Nothing to redo')
  expect(again.document).toEqual({ ...START, nodes: nodes(300, 11) })
  expect(undone(again).document).toEqual({ ...START, nodes: nodes(500, 11) })
})

test('Another field of the same node that others changed stays, and so does the same one', () => {
  expect(undone(edited({ ...START, nodes: nodes(300, 10, 'Theirs') })).document).toEqual({
    ...START,
    nodes: nodes(500, 10, 'Theirs'),
  })
  expect(undone(edited({ ...START, nodes: nodes(200, 10) })).document).toEqual({
    ...START,
    nodes: nodes(200, 10),
  })
})

test('Steps before and after others’ change are undone one by one, each beneath it', () => {
  const { document, history } = edited({ ...START, nodes: nodes(300, 11) })
  const second = perform(document, history, [{ path: ['nodes', 0, 'name'], value: 'Mine' }], 10_000)
  const once = undone(second)
  expect(once.document).toEqual({ ...START, nodes: nodes(300, 11) })
  expect(undone(once).document).toEqual({ ...START, nodes: nodes(500, 11) })
})

test('Several steps beneath one change of others are undone one by one', () => {
  const first = perform(START, NO_HISTORY, [{ path: ['nodes', 0, 'from'], value: 300 }], 0)
  const name = { path: ['nodes', 0, 'name'], value: 'Mine' }
  const second = perform(first.document, first.history, [name], 10_000)
  // A node that they put in front of the others moves those on.
  const added = { id: 'added', kind: 'trigger', minutes: 5 }
  const others = { ...START, nodes: [added, ...nodes(300, 11, 'Mine')] }
  const once = undone({ document: others, history: withOthers(second.document, others, second.history) })
  expect(once.document).toEqual({ ...START, nodes: [added, ...nodes(300, 11)] })
  expect(undone(once).document).toEqual({ ...START, nodes: [added, ...nodes(500, 11)] })
})

test('What was undone can be redone on what others have made of it', () => {
  const own = perform(START, NO_HISTORY, [{ path: ['nodes', 0, 'from'], value: 300 }], 0)
  const back = undone(own)
  const others = { ...START, nodes: nodes(500, 11) }
  const again =
    redo(others, withOthers(back.document, others, back.history)) ?? expect.fail('Nothing to redo')
  expect(again.document).toEqual({ ...START, nodes: nodes(300, 11) })
})
