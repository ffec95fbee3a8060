import { problem } from '@branch-playbook/engine'
import { beforeEach, expect, test } from 'vitest'
import { retailPlaybook } from '../testing/playbook.ts'
import { valueAt } from './path.ts'
import { isDirty, useDocument } from './store.ts'

const state = () => useDocument.getState()
const TIER = indexOf('tier')
const FROM = ['nodes', TIER, 'bands', 0, 'from']

function indexOf(id: string): number {
  const nodes = valueAt(retailPlaybook(), ['nodes'])
  return Array.isArray(nodes) ? nodes.findIndex((node) => node.id === id) : -1
}

beforeEach(() => state().open({ playbook: 'retail', document: retailPlaybook(), etag: 'one' }))

test('An opened playbook is sound, planned and not dirty', () => {
  expect(state().reading.problems).toEqual([])
  expect(state().reading.plan).not.toBeNull()
  expect(isDirty(state())).toBe(false)
})

test('An edit makes it dirty until it is saved or undone', () => {
  state().change(FROM, 3_000_000)
  expect(isDirty(state())).toBe(true)
  state().markSaved(state().history.past.at(-1), 'two', state().document)
  expect(isDirty(state())).toBe(false)
  expect(state().opened).toEqual({ playbook: 'retail', etag: 'two', document: state().document })
  state().undo()
  expect(isDirty(state())).toBe(true)
  state().redo()
  expect(isDirty(state())).toBe(false)
})

test('What others saved is never an unsaved edit of one’s own, not even while it comes in', () => {
  state().change(FROM, 3_000_000)
  state().markSaved(state().history.past.at(-1), 'two', state().document)
  const theirs = { ...Object(state().document), name: { 'zh-CN': '他们的', en: 'Theirs' } }
  const seen: boolean[] = []
  const stop = useDocument.subscribe((now) => seen.push(isDirty(now)))
  state().take(theirs, { document: theirs, etag: 'three' })
  stop()
  expect(seen).not.toContain(true)
  expect(state().opened?.etag).toBe('three')
})

test('A wrong value is kept, and reported at its place with what and mend', () => {
  state().change(FROM, 1)
  expect(valueAt(state().document, FROM)).toBe(1)
  expect(state().reading.plan).toBeNull()
  expect(state().reading.problems.map(({ path }) => path)).toContain(`/nodes/${TIER}/bands/1/from`)
})

test('While the document has no form of a playbook, the canvas shows the last that had', () => {
  const before = state().shown
  state().change(FROM, 'a lot')
  expect(state().reading.playbook).toBeNull()
  expect(state().reading.problems[0]?.path).toBe(`/nodes/${TIER}/bands/0/from`)
  expect(state().shown).toBe(before)
})

test('Nodes that an edit leaves alone stay the same objects', () => {
  const other = TIER === 0 ? 1 : 0
  const before = state().shown?.nodes[other]
  state().change(FROM, 3_000_000)
  expect(state().shown?.nodes[other]).toBe(before)
})

test('What is found late is kept for the document it was found in, and warnings stay until the next are in', () => {
  const warning = problem('unused_node', ['nodes', 0], { name: 'contribution', list: 'false' })
  const { document } = state()
  state().change(FROM, 3_000_000)
  state().found(document, [warning])
  expect(state().reading.problems).toEqual([])
  state().found(state().document, [warning])
  state().change(FROM, 3_100_000)
  expect(state().reading.problems).toEqual([warning])
  state().found(state().document, [])
  expect(state().reading.problems).toEqual([])
})
