import fc from 'fast-check'
import { Engine } from 'json-rules-engine'
import { describe, expect, it } from 'vitest'
import type { Playbook } from '../../playbook/playbook.ts'
import type { Maybe } from '../../values/value-type.ts'
import { exportRules } from './export-rules.ts'
import { importRules } from './import-rules.ts'
import { customer, evaluatorOf, FACTS, fired, playbookOf, rule, sorted, text } from './random-rules.ts'

describe('rules written for json-rules-engine', () => {
  it('are read back as they were', async () => {
    const property = fc.asyncProperty(
      fc.array(rule, { minLength: 1, maxLength: 4 }),
      fc.array(customer, { minLength: 4, maxLength: 4 }),
      async (rules, customers) => {
        const conditions = {
          shared: { any: [{ fact: 'vip', operator: 'equal', value: true }] },
          other: { not: { condition: 'shared' } },
        }
        const playbook = playbookOf(importRules({ rules, conditions }, { facts: FACTS }))
        const { document, problems } = exportRules(playbook)
        expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
        const decide = evaluatorOf(playbook)
        const again = evaluatorOf(playbookOf(importRules(document, { facts: FACTS })))
        for (const facts of customers) {
          const { values, events } = await decide(facts)
          expect(sorted((await again(facts)).events)).toEqual(
            sorted([...events, ...unlisted(playbook, values)]),
          )
          expect(sorted(await fired(document.rules, document.conditions, facts))).toEqual(
            sorted([...events, ...unlisted(playbook, values)]),
          )
        }
      },
    )
    await fc.assert(property, { numRuns: 100 })
  })

  /** Shared conditions are rules of their own, whose events are called by their ids. */
  function unlisted({ nodes }: Playbook, values: ReadonlyMap<string, Maybe>): string[] {
    const listed = nodes.flatMap((node) => (node.kind === 'table' ? node.inputs.map(({ of }) => of) : []))
    return nodes
      .filter((node) => node.kind === 'rule' && !listed.includes(node.id) && values.get(node.id) === true)
      .map(({ id }) => id)
  }

  it('give the outcome of the first case that holds', async () => {
    const at = (value: number, then: string) => ({ when: { of: 'deposits', is: 'at_least', value }, then })
    const rule = {
      id: 'grade',
      kind: 'rule',
      name: text('Grade'),
      type: 'text',
      cases: [at(9, 'high'), at(3, 'middle')],
      otherwise: 'low',
    }
    const playbook = playbookOf({ facts: [], nodes: JSON.parse(JSON.stringify([rule])) })
    const { document } = exportRules(playbook)
    const decide = evaluatorOf(playbook)
    for (const deposits of [0, 3, 5, 9, 20]) {
      const engine = new Engine([])
      for (const [name, condition] of Object.entries(document.conditions))
        engine.setCondition(name, Object(condition))
      for (const each of document.rules) engine.addRule(Object(each))
      const { events } = await engine.run({ deposits })
      expect(events.map(({ params }) => params?.outcome)).toEqual([
        (await decide({ deposits })).values.get('grade'),
      ])
    }
  })

  it('decide of a missing fact as the playbook says, whatever the comparison', async () => {
    const lacking = [
      { of: 'visits', is: 'less', value: 3, ifMissing: true },
      { of: 'visits', is: 'not_equal', value: 3, ifMissing: false },
      { of: 'tier', is: 'not_among', values: ['A'], ifMissing: false },
      { of: 'tier', is: 'among', values: ['A'], ifMissing: true },
      { of: 'tier', is: 'equal', than: 'held_tier', ifMissing: true },
      { of: 'tier', is: 'not_equal', than: 'held_tier', ifMissing: false },
      { of: 'opened', is: 'at_most', value: '2026-03-01', ifMissing: false },
      { of: 'vip', is: 'missing' },
    ]
    const rules = lacking.map((when, at) => ({ id: `rule_${at}`, kind: 'rule', name: text('x'), when }))
    const playbook = playbookOf({ facts: [], nodes: JSON.parse(JSON.stringify(rules)) })
    const { document } = exportRules(playbook)
    const decide = evaluatorOf(playbook)
    await fc.assert(
      fc.asyncProperty(customer, async (facts) => {
        const { values } = await decide(facts)
        const holding = rules.map(({ id }) => id).filter((id) => values.get(id) === true)
        expect(sorted(await fired(document.rules, document.conditions, facts))).toEqual(sorted(holding))
      }),
    )
  })
})
