import { describe, expect, it } from 'vitest'
import { fieldsOf } from '../check/references.ts'
import { LOCALES } from '../locale/locale.ts'
import { populationOf } from '../population/population.ts'
import { PRODUCT_CASES } from '../testing/product-bank.ts'
import { RULE_CASES } from '../testing/rule-bank.ts'
import { customer, RUN, SMALL } from '../testing/small-bank.ts'
import { splitReference } from '../values/fields.ts'
import { chainSentences, type Link, reasonChain } from './chain.ts'
import { explainer } from './explain.ts'

const view = (facts: Parameters<typeof customer>[0]) =>
  explainer(SMALL).view(populationOf(SMALL, [customer(facts)]), 0, RUN)

describe('the chain of reasons', () => {
  it('goes from an outcome down to the facts', () => {
    const seen = view({ fees: 10_000, visits: 2 })
    const chain = reasonChain(SMALL, seen, 'strategy') ?? expect.fail()
    expect(
      chainSentences(SMALL, chain, 'en').map(({ depth, text }) =>
        `${'  '.repeat(depth)}${text}`.replaceAll('\u00a0', ' '),
      ),
    ).toEqual([
      'Strategy: wake (Tier: B; Activity: low).',
      '  Tier: B, because ¥96.00 reaches the threshold of ¥50.00.',
      '    Contribution: ¥96.00.',
      '    fees: ¥100.00.',
      '    visits: 2 × -¥2.00 = -¥4.00.',
      '      balance: ¥0.00.',
      '      fees: ¥100.00.',
      '      visits: 2.',
      '    held_tier: not known.',
      '    months_below: 0.',
      '  Activity: low, because 2 reaches none of the higher thresholds.',
      '    visits: 2.',
    ])
  })

  it('leaves out events that do not call for the customer, and starts at a part of a node too', () => {
    const chain = reasonChain(SMALL, view({ fees: 10_000 }), 'list.score')
    expect(chain?.name).toBe('list')
    expect(chain?.rests.map(({ name }) => name)).toEqual(['policy', 'duty', 'contribution', 'strategy'])
    expect(reasonChain(SMALL, view({}), 'nothing')).toBeNull()
  })

  it('tells every node in full once', () => {
    const told = new Map<string, number>()
    const visit = ({ name, reasons, rests }: Link) => {
      if (reasons.length > 0) told.set(name, (told.get(name) ?? 0) + 1)
      rests.forEach(visit)
    }
    visit(reasonChain(SMALL, view({ fees: 10_000 }), 'list') ?? expect.fail())
    expect(Math.max(...told.values())).toBe(1)
  })

  it('of every outcome of every kind ends in facts, in both languages', () => {
    for (const [facts, run, plan] of [...PRODUCT_CASES, ...RULE_CASES]) {
      const seen = explainer(plan).view(populationOf(plan, [customer(facts)]), 0, run)
      const isFact = new Set(plan.playbook.facts.map(({ name }) => name))
      for (const { node } of plan.nodes) {
        const chain = reasonChain(plan, seen, node.id) ?? expect.fail(node.id)
        const ends = (link: Link): string[] =>
          link.rests.length === 0 ? [link.name] : link.rests.flatMap(ends)
        const told = new Set<string>()
        const visit = ({ name, reasons, rests }: Link) => {
          if (reasons.length > 0) told.add(name)
          rests.forEach(visit)
        }
        visit(chain)
        // Where it ends is a fact, or a node that was told in full before.
        expect(ends(chain).filter((name) => !isFact.has(name) && !told.has(name))).toEqual([])
        expect(chain.reasons.length, node.id).toBeGreaterThan(0)
        const named = fieldsOf(node).flatMap(({ meaning, value }) =>
          meaning.reference?.to === 'fact' ? [splitReference(String(value)).node] : [],
        )
        expect(chain.rests.map(({ name }) => name)).toEqual(expect.arrayContaining(named))
        for (const locale of LOCALES) {
          for (const { text } of chainSentences(plan, chain, locale)) {
            expect(text).not.toMatch(/[{}]|undefined|NaN/)
            if (locale === 'en') expect(text.replaceAll('（中）', '')).not.toMatch(/\p{Script=Han}/u)
          }
        }
      }
    }
  })
})
