import { describe, expect, it } from 'vitest'
import { importDmn } from './import-dmn.ts'
import { decision, FACTS, file } from './written-dmn.ts'

describe('a file that is no DMN, or means harm', () => {
  const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>${file('&b;')}`
  const reading = `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>${file('&a;')}`
  it.each([
    ['nothing', ''],
    ['text', 'hello'],
    ['JSON', '{}'],
    ['another document', '<html/>'],
    ['an unclosed tag', '<definitions><decision>'],
    ['entities that multiply', bomb],
    ['an entity that reads a file', reading],
    ['a document type', `<!doctype html>${file()}`],
    ['a tag that would pollute', file('<__proto__><polluted>1</polluted></__proto__>')],
    ['a hundred thousand levels', '<a>'.repeat(100_000)],
  ])('is refused: %s', (_, xml) => {
    const { nodes, problems } = importDmn(xml, { facts: FACTS })
    expect(nodes).toEqual([])
    expect(problems.map(({ code }) => code)).toEqual(['not_xml'])
    expect(problems[0]?.what).not.toContain('undefined')
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
  })

  it('is refused where it is too long', () => {
    expect(importDmn('x'.repeat(17_000_000), { facts: [] }).problems.map(({ code }) => code)).toEqual([
      'too_large',
    ])
  })

  it('takes numeric entities for the characters they are', () => {
    const { nodes } = importDmn(file(decision({ name: 'A &#x4e2d; &amp;lt;', rows: [[['1'], ['1']]] })), {
      facts: FACTS,
    })
    expect(nodes[0]?.name.en).toBe('A 中 &lt;')
  })

  it('with empty elements is read as far as it says something', () => {
    expect(importDmn(file(), { facts: [] })).toEqual({ facts: [], nodes: [], problems: [] })
    const { nodes, problems } = importDmn(
      file('<dmn:decision name="x"><dmn:decisionTable/></dmn:decision>', '<dmn:decision/>'),
      { facts: [] },
    )
    expect([nodes.length, problems.length > 0]).toEqual([0, true])
  })
})
