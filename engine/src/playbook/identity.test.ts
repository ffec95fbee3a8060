import { describe, expect, it } from 'vitest'
import { nodes, PLAYBOOK, planOf, playbookWith } from '../testing/small-bank.ts'
import { contentHash, playbookHash } from './identity.ts'
import { parsePlaybookText } from './parse.ts'

const identity = playbookHash(PLAYBOOK)

/** The same value with the keys of every object in the opposite order. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, inner]) => [key, turned(inner)]),
  )
}

describe('playbookHash', () => {
  it('is the same for every order of keys, spacing and way to write a number', () => {
    const text = JSON.stringify(turned(PLAYBOOK), null, 3).replace('10000', '1e4')
    const parsed = parsePlaybookText(text)
    expect(parsed.ok && playbookHash(parsed.value)).toBe(identity)
    expect(identity).toMatch(/^[0-9a-f]{64}$/)
  })

  it('leaves out how the canvas looks and the address of the schema', () => {
    const drawn = {
      ...PLAYBOOK,
      $schema: './other.json',
      layout: { tier: { x: 1, y: 2, collapsed: true } },
      groups: [{ id: 'first', name: 'First', nodes: ['tier'] }],
      notes: [{ id: 'why', text: 'Ask Ms Li', x: 0, y: 0, width: 200, height: 80 }],
    }
    expect(playbookHash(drawn)).toBe(identity)
  })

  it('changes with everything else: thresholds, names, the order of nodes and facts, tests', () => {
    const others = [
      playbookWith({
        ...nodes.tier,
        bands: [{ name: 'A', from: 10_001 }, { name: 'B', from: 5000 }, { name: 'C' }],
      }),
      { ...PLAYBOOK, name: { ...PLAYBOOK.name, en: 'small bank' } },
      { ...PLAYBOOK, nodes: PLAYBOOK.nodes.toReversed() },
      { ...PLAYBOOK, facts: PLAYBOOK.facts.toReversed() },
      { ...PLAYBOOK, tests: [{ name: 'x', facts: {}, asOf: '2026-03-02', expect: {} }] },
    ]
    expect(new Set([identity, ...others.map(playbookHash)]).size).toBe(others.length + 1)
  })

  it('is the identity of the plan', () => {
    expect(planOf(PLAYBOOK).hash).toBe(identity)
  })
})

describe('contentHash', () => {
  it('is the SHA-256 of RFC 8785 text', () => {
    expect(contentHash({})).toBe('44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a')
    expect(contentHash({ b: 1, a: [1.0, 'é'] })).toBe(contentHash(JSON.parse('{"a":[1,"\\u00e9"],"b":1e0}')))
    expect(contentHash(undefined)).toBe(contentHash(null))
  })
})
