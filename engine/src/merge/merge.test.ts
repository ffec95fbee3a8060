import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parsePlaybook } from '../playbook/parse.ts'
import { describeProblem } from '../problem/problem.ts'
import { nodes, PLAYBOOK, text } from '../testing/small-bank.ts'
import { mergePlaybooks } from './merge.ts'
import type { Document } from './units.ts'

const nothingTaken: readonly string[] = []

const merged = (base: Document, mine: Document, theirs: Document) => {
  const result = mergePlaybooks(base, mine, theirs)
  return result.ok ? result.merged : expect.fail(result.collisions.map(({ what }) => what).join('\n'))
}

const collisions = (base: Document, mine: Document, theirs: Document) => {
  const result = mergePlaybooks(base, mine, theirs)
  return result.ok ? [] : result.collisions
}

/** The playbook with another name for a node. */
const renamed = (id: string, name: string, document = PLAYBOOK) => ({
  ...document,
  nodes: document.nodes.map((node) => (node.id === id ? { ...node, name: text(name) } : node)),
})
const without = (id: string) => ({ ...PLAYBOOK, nodes: PLAYBOOK.nodes.filter((node) => node.id !== id) })
const placed = (id: string, x: number) => ({ ...PLAYBOOK, layout: { [id]: { x, y: 0 } } })
const test = (name: string) => ({ name, facts: {}, asOf: '2026-03-02', expect: {} })

const IDS = Object.values(nodes).map(({ id }) => id)
const [FIRST = '', SECOND = ''] = IDS

describe('two edits', () => {
  it('of different nodes, tests, positions and fields are both taken, and it is told what came from where', () => {
    const mine = { ...renamed(FIRST, 'Mine'), tests: [test('mine')], layout: { [FIRST]: { x: 1, y: 1 } } }
    const theirs = { ...renamed(SECOND, 'Theirs'), tests: [test('theirs')], name: text('Another name') }
    const result = mergePlaybooks(PLAYBOOK, mine, theirs)
    expect(result).toMatchObject({
      ok: true,
      taken: {
        mine: [`/nodes/${FIRST}`, '/tests/mine', `/layout/${FIRST}`],
        theirs: ['/name', `/nodes/${SECOND}`, '/tests/theirs'],
      },
    })
    expect(result.ok && result.merged).toEqual({
      ...renamed(FIRST, 'Mine', renamed(SECOND, 'Theirs')),
      name: text('Another name'),
      tests: [test('mine'), test('theirs')],
      layout: { [FIRST]: { x: 1, y: 1 } },
    })
  })

  it('of the same node collide, unless they are alike', () => {
    const [mine, theirs] = [renamed(FIRST, 'Mine'), renamed(FIRST, 'Theirs')]
    const [collision, ...others] = collisions(PLAYBOOK, mine, theirs)
    expect(others).toEqual([])
    expect(collision).toMatchObject({
      code: 'merge_collides',
      path: `/nodes/${FIRST}`,
      base: { name: PLAYBOOK.nodes[0]?.name },
      mine: { name: text('Mine') },
      theirs: { name: text('Theirs') },
    })
    expect(collision && describeProblem(collision, 'zh-CN').what).toContain(`节点“${FIRST}”，且改法不同`)
    expect(merged(PLAYBOOK, mine, renamed(FIRST, 'Mine'))).toEqual(mine)
  })

  it('come together as chosen where they collide', () => {
    const [mine, theirs] = [renamed(FIRST, 'Mine'), renamed(SECOND, 'Also theirs', renamed(FIRST, 'Theirs'))]
    const path = `/nodes/${FIRST}`
    const choose = (side: 'mine' | 'theirs') =>
      mergePlaybooks(PLAYBOOK, mine, theirs, new Map([[path, side]] as const))
    expect(choose('theirs')).toMatchObject({ ok: true, merged: theirs, taken: { mine: nothingTaken } })
    expect(choose('mine')).toMatchObject({
      ok: true,
      merged: renamed(SECOND, 'Also theirs', mine),
      taken: { mine: [path], theirs: [`/nodes/${SECOND}`] },
    })
  })

  it('collide where one removes what the other changes, and not where both remove it', () => {
    const change = renamed(FIRST, 'Changed')
    expect(collisions(PLAYBOOK, without(FIRST), change)).toMatchObject([
      { path: `/nodes/${FIRST}`, values: { how: 'removed_here' } },
    ])
    expect(collisions(PLAYBOOK, change, without(FIRST))).toMatchObject([
      { path: `/nodes/${FIRST}`, values: { how: 'removed_there' } },
    ])
    expect(merged(PLAYBOOK, without(FIRST), without(FIRST))).toEqual(without(FIRST))
  })

  it('keep the order that one of them made, with what the other added beside its neighbour', () => {
    const turned = { ...PLAYBOOK, nodes: PLAYBOOK.nodes.toReversed() }
    const added = { ...nodes.tier, id: 'added' }
    const at = 1 + PLAYBOOK.nodes.findIndex(({ id }) => id === SECOND)
    const more = { ...PLAYBOOK, nodes: PLAYBOOK.nodes.toSpliced(at, 0, added) }
    const expected = turned.nodes.toSpliced(1 + turned.nodes.findIndex(({ id }) => id === SECOND), 0, added)
    expect(merged(PLAYBOOK, turned, more)).toMatchObject({ nodes: expected })
    expect(merged(PLAYBOOK, more, turned)).toMatchObject({ nodes: expected })
  })

  it('move nodes on the canvas independently', () => {
    expect(merged(PLAYBOOK, placed(FIRST, 1), placed(SECOND, 2))).toMatchObject({
      layout: { [FIRST]: { x: 1, y: 0 }, [SECOND]: { x: 2, y: 0 } },
    })
    expect(collisions(PLAYBOOK, placed(FIRST, 1), placed(FIRST, 2))).toMatchObject([
      { path: `/layout/${FIRST}` },
    ])
  })

  it('of a list whose entries cannot be told apart collide as a whole', () => {
    const twice = (name: string) => ({ ...PLAYBOOK, tests: [test(name), test(name)] })
    expect(collisions(PLAYBOOK, twice('mine'), twice('theirs'))).toMatchObject([{ path: '/tests' }])
  })
})

/** What an edit makes of an entry of a list, by the entry's place; what is not named stays. */
const changes = fc.dictionary(
  fc.constantFrom(...IDS),
  fc.oneof(fc.constant(null), fc.constantFrom('one', 'two', 'three')),
)
const edit = fc
  .record({
    changes,
    added: fc.uniqueArray(fc.constantFrom('new_1', 'new_2', 'new_3')),
    order: fc.option(fc.shuffledSubarray([...IDS], { minLength: IDS.length }), { nil: null, freq: 2 }),
    layout: fc.option(fc.dictionary(fc.constantFrom(...IDS), fc.record({ x: fc.nat(3), y: fc.nat(3) }))),
    tests: fc.uniqueArray(fc.constantFrom('a', 'b', 'c')),
    name: fc.constantFrom('Small bank', 'Other bank'),
  })
  .map(({ changes, added, order, layout, tests, name }): Document => {
    const kept = (order ?? IDS).flatMap((id) => {
      const node = PLAYBOOK.nodes.find((each) => each.id === id) ?? expect.fail(id)
      const change = changes[id]
      if (change === null) return []
      return [change === undefined ? node : { ...node, name: text(change) }]
    })
    return {
      ...PLAYBOOK,
      nodes: [...kept, ...added.map((id) => ({ ...nodes.tier, id }))],
      tests: tests.map(test),
      ...(layout && { layout }),
      name: text(name),
    }
  })

const json = fc.dictionary(
  fc.constantFrom('nodes', 'facts', 'tests', 'layout', 'name', 'id', '__proto__', 'constructor'),
  fc.oneof(
    fc.jsonValue(),
    fc.array(fc.oneof(fc.jsonValue(), fc.record({ id: fc.string(), name: fc.string() }))),
  ),
  { maxKeys: 5 },
)
/** A key of that name is refused wherever it stands. */
const isWellFormed = (document: Document) => !JSON.stringify(document).includes('"__proto__":')
const document = fc.oneof(edit, json.filter(isWellFormed))

describe('a merge', () => {
  it('with what has not changed is the change, exactly and in its order', () => {
    fc.assert(
      fc.property(document, document, (base, edited) => {
        for (const result of [
          mergePlaybooks(base, edited, base),
          mergePlaybooks(base, base, edited),
          mergePlaybooks(base, edited, edited),
        ]) {
          // Text that is half a character is refused, whatever is done with it.
          if (result.ok) expect(result.merged).toEqual(edited)
          else expect(result.collisions).toMatchObject([{ code: 'broken_character' }])
        }
      }),
    )
  })

  it('takes nothing of a side that has changed nothing', () => {
    fc.assert(
      fc.property(edit, edit, (base, edited) => {
        const result = mergePlaybooks(base, edited, base)
        expect(result).toMatchObject({ ok: true, taken: { theirs: nothingTaken } })
      }),
    )
  })

  it('is the same from both sides but for the order', () => {
    const content = (document: Document) => ({
      ...document,
      nodes: new Set(Array.isArray(document.nodes) ? document.nodes : []),
      tests: new Set(Array.isArray(document.tests) ? document.tests : []),
    })
    fc.assert(
      fc.property(edit, edit, edit, (base, mine, theirs) => {
        const [here, there] = [mergePlaybooks(base, mine, theirs), mergePlaybooks(base, theirs, mine)]
        if (here.ok && there.ok) expect(content(here.merged)).toEqual(content(there.merged))
        const paths = (result: typeof here) =>
          result.ok ? [] : result.collisions.map(({ path }) => path).toSorted()
        expect(paths(here)).toEqual(paths(there))
      }),
    )
  })

  it('of two edits that have the form of a playbook has the form of one', () => {
    fc.assert(
      fc.property(edit, edit, (mine, theirs) => {
        const result = mergePlaybooks(PLAYBOOK, mine, theirs)
        fc.pre(result.ok)
        if (result.ok) expect(parsePlaybook(result.merged)).toMatchObject({ ok: true })
      }),
    )
  })

  it('of anything at all comes to an end', () => {
    fc.assert(
      fc.property(json, json, json, (base, mine, theirs) => {
        expect(typeof mergePlaybooks(base, mine, theirs).ok).toBe('boolean')
      }),
    )
    let deep: unknown = 1
    for (let level = 0; level < 100_000; level += 1) deep = [deep]
    expect(collisions(PLAYBOOK, { ...PLAYBOOK, name: deep }, PLAYBOOK)).toMatchObject([{ code: 'too_deep' }])
  })
})
