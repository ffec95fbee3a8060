import { Engine } from 'json-rules-engine'
import { describe, expect, it } from 'vitest'
import { lowerCondition } from '../../condition/condition.ts'
import {
  all,
  any,
  type Condition,
  compare,
  constant,
  fact as factOf,
  holds,
  not,
  type Step,
} from '../../expression/expression.ts'
import type { Plan } from '../../plan/plan.ts'
import { parsePlaybook, parsePlaybookText } from '../../playbook/parse.ts'
import { dictionaryOf, readFacts } from '../../playbook/read-facts.ts'
import { found, inBrief, withNode } from '../../testing/found.ts'
import {
  customer,
  day,
  fact,
  nodes,
  on,
  PLAYBOOK,
  planOf,
  playbookWith,
  RUN,
  rateCut,
  SMALL,
  sameAs,
} from '../../testing/small-bank.ts'
import type { Maybe } from '../../values/value-type.ts'
import type { ruleConditions } from './conditions.ts'
import { referenceEvaluator } from './reference.ts'

/** Each way in which json-rules-engine is known to go wrong (7.3.1), and that the evaluator does not fall for it. */

/** The plan of the small bank with one step that says whether the condition holds. */
function planAsking(condition: Condition): Plan {
  const step: Step = {
    name: 'asked',
    node: 'asked',
    type: { kind: 'flag' },
    expression: holds(condition),
    output: true,
  }
  return { ...SMALL, steps: [...SMALL.steps, step] }
}

const holdsFor = async (condition: Condition, facts: Record<string, Maybe> = {}) =>
  (await referenceEvaluator(planAsking(condition)).decide(customer(facts), RUN)).values.get('asked')

/** What json-rules-engine itself says. */
async function engineSays(
  conditions: ConstructorParameters<typeof Engine>[0],
  facts: Record<string, unknown>,
) {
  const { results } = await new Engine(conditions, { allowUndefinedFacts: true }).run(facts)
  return results.length > 0
}
const rule = (conditions: ReturnType<typeof ruleConditions> | object) => [
  { conditions: conditions as never, event: { type: 'x' } },
]

const refused = (audience: object): boolean =>
  !parsePlaybook({
    ...PLAYBOOK,
    nodes: PLAYBOOK.nodes.map((node) => (node.id === 'rate_cut' ? { ...node, audience } : node)),
  }).ok

const yes = compare(factOf('fees'), 'equal', constant(0))
const no = not(yes)

describe('the reference evaluator', () => {
  it('decides many customers at once as if one after another: one engine never serves two runs', async () => {
    const run = on('2026-03-02', rateCut('2026-03-02'))
    const customers = Array.from({ length: 40 }, (_, at) =>
      customer({ fees: at * 400, deposits: at % 3, visits: at, do_not_contact: at % 7 === 0 }),
    )
    const evaluator = referenceEvaluator(SMALL)
    const together = await Promise.all(customers.map((facts) => evaluator.decide(facts, run)))
    for (const [at, facts] of customers.entries()) {
      expect([...(together[at]?.values ?? [])]).toEqual([
        ...(await referenceEvaluator(SMALL).decide(facts, run)).values,
      ])
    }
  })

  it('goes on after a decision that failed', async () => {
    const evaluator = referenceEvaluator(SMALL)
    const broken = { ...RUN, events: null as never }
    const [failed, next] = [
      evaluator.decide(customer(), broken),
      evaluator.decide(customer({ fees: 10_000 }), RUN),
    ]
    await expect(failed).rejects.toThrow()
    expect((await next).values.get('tier')).toBe('A')
  })

  it('takes a fact that is not there for missing: nothing is rejected halfway', async () => {
    const { values } = await referenceEvaluator(SMALL).decide(new Map(), RUN)
    expect(values.get('quiet')).toBe(3650)
    expect(values.get('policy')).toBe('do_not_contact_unknown')
    expect(values.size).toBe(SMALL.types.size)
  })

  it('never compares what is missing, which would be unequal to everything and less than nothing', async () => {
    expect(await engineSays(rule({ all: [{ fact: 'x', operator: 'notEqual', value: 5 }] }), {})).toBe(true)
    expect(
      await engineSays(rule({ all: [{ fact: 'x', operator: 'greaterThan', value: null }] }), { x: 5 }),
    ).toBe(true)
    const scope = {
      value: () => ({ type: { kind: 'date' as const }, mayBeMissing: true, operand: factOf('matures') }),
      node: () => nodes.tier,
    }
    for (const is of ['equal', 'not_equal', 'less', 'at_most', 'more', 'at_least'] as const) {
      for (const ifMissing of [true, false]) {
        const condition = lowerCondition({ of: 'matures', is, value: '2026-01-01', ifMissing }, scope)
        expect(await holdsFor(condition, { matures: null }), is).toBe(ifMissing)
      }
    }
    expect(
      inBrief(
        found(withNode({ ...nodes.rate_cut, audience: { of: 'matures', is: 'less', value: '2026-01-01' } })),
      ),
    ).toEqual(['missing_undecided /nodes/7/audience'])
  })

  it('takes any of nothing for false and all of nothing for true; a playbook cannot write either', async () => {
    expect(await engineSays(rule({ any: [] }), {})).toBe(true)
    expect(await holdsFor(any())).toBe(false)
    expect(await holdsFor(not(any()))).toBe(true)
    expect(await holdsFor(all())).toBe(true)
    expect(await holdsFor(all(yes, any()))).toBe(false)
    expect(await holdsFor(any(no, all()))).toBe(true)
    expect([refused({ any: [] }), refused({ all: [] }), refused({ any: [{ all: [] }] })]).toEqual([
      true,
      true,
      true,
    ])
  })

  it('has never any beside all, of which one would be dropped', async () => {
    const leaf = { of: 'fees', is: 'equal', value: 0 }
    expect([
      refused({ all: [leaf], any: [leaf] }),
      refused({ not: leaf, all: [leaf] }),
      refused({ ...leaf, any: [leaf] }),
    ]).toEqual([true, true, true])
    expect(await holdsFor(all(any(yes, no), no))).toBe(false)
    expect(await holdsFor(any(all(yes, no), yes))).toBe(true)
  })

  it('orders numbers by size, and text not at all', async () => {
    expect(
      await engineSays(rule({ all: [{ fact: 'x', operator: 'lessThan', value: '9' }] }), { x: '10' }),
    ).toBe(true)
    expect(await holdsFor(compare(factOf('fees'), 'less', constant(9)), { fees: 10 })).toBe(false)
    expect(
      inBrief(found(withNode({ ...nodes.rate_cut, audience: { of: 'fees', is: 'less', value: '9' } }))),
    ).toEqual(['wrong_literal /nodes/7/audience/value'])
    expect(
      inBrief(found(withNode({ ...nodes.rate_cut, audience: { of: 'tier', is: 'less', value: 'B' } }))),
    ).toEqual(['not_ordered /nodes/7/audience/is'])
  })

  it('compares dates as whole days, and does not read years out of text', async () => {
    const before = (written: string) => compare(factOf('matures'), 'less', constant(day(written)))
    expect(
      await engineSays(rule({ all: [{ fact: 'x', operator: 'lessThan', value: new Date(9) }] }), {
        x: new Date(1),
      }),
    ).toBe(false)
    expect(await holdsFor(before('2026-03-10'), { matures: day('2026-03-09') })).toBe(true)
    expect(await holdsFor(before('2026-03-10'), { matures: day('2026-03-10') })).toBe(false)
    expect(
      await holdsFor(compare(factOf('matures'), 'equal', constant(day('2026-03-10'))), {
        matures: day('2026-03-10'),
      }),
    ).toBe(true)
  })

  it('looks for a class in a list of classes, never for letters in text', async () => {
    expect(await engineSays(rule({ all: [{ fact: 'x', operator: 'in', value: 'CAB' }] }), { x: 'A' })).toBe(
      true,
    )
    const among = (...values: string[]): Condition => ({ test: 'among', of: factOf('held_tier'), values })
    expect(await holdsFor(among('CAB', 'B'), { held_tier: 'A' })).toBe(false)
    expect(await holdsFor(not(among('CAB', 'B')), { held_tier: 'A' })).toBe(true)
    expect(await holdsFor(among('C', 'A'), { held_tier: 'A' })).toBe(true)
    expect(refused({ of: 'tier', is: 'among', values: 'A' })).toBe(true)
    expect(refused({ of: 'tier', is: 'among', values: [] })).toBe(true)
  })

  it('takes the opposite of every comparison for its opposite', async () => {
    for (const is of ['equal', 'not_equal', 'less', 'at_most', 'more', 'at_least'] as const) {
      for (const fees of [-1, 0, 1]) {
        const condition = compare(factOf('fees'), is, constant(0))
        expect(await holdsFor(not(condition), { fees }), `${fees} ${is}`).toBe(
          !(await holdsFor(condition, { fees })),
        )
      }
    }
  })

  it('compares with a constant as it is: no object is looked up, no path followed, no operator decorated', () => {
    for (const value of [{ fact: 'balance' }, ['A'], null, { path: '$' }])
      expect(refused({ of: 'fees', is: 'equal', value })).toBe(true)
    const leaf = { of: 'fees', is: 'equal', value: 0 }
    for (const extra of [
      { path: '$.x' },
      { params: {} },
      { operator: 'in' },
      { priority: 1 },
      { condition: 'x' },
    ]) {
      expect(refused({ ...leaf, ...extra }), JSON.stringify(extra)).toBe(true)
    }
    for (const is of ['not:equal', 'everyFact:equal', 'contains', 'swap:lessThan'])
      expect(refused({ ...leaf, is })).toBe(true)
    expect(refused({ condition: 'shared' })).toBe(true)
  })

  it('knows no test of text or of lists: contains and its opposites, which can all fail or all hold', async () => {
    const says = (operator: string, x: unknown, value: unknown) =>
      engineSays(rule({ all: [{ fact: 'x', operator, value }] }), { x })
    expect(await says('contains', 'abc', 'b')).toBe(false)
    expect(await says('doesNotContain', 'abc', 'b')).toBe(false)
    expect(await says('not:contains', 'abc', 'b')).toBe(true)
    expect(await says('not:lessThan', 'abc', 5)).toBe(true)
    expect(await says('everyFact:equal', [], 5)).toBe(true)
    for (const is of [
      'contains',
      'doesNotContain',
      'not:contains',
      'not:lessThan',
      'everyFact:equal',
      'someFact:equal',
    ]) {
      expect(refused({ of: 'held_tier', is, value: 'A', ifMissing: false }), is).toBe(true)
    }
    expect(
      inBrief(
        found(withNode({ ...nodes.rate_cut, audience: { not: { of: 'tier', is: 'less', value: 'B' } } })),
      ),
    ).toEqual(['not_ordered /nodes/7/audience/not/is'])
  })

  it('is never given what equals nothing, not even itself', async () => {
    const nothingEqual = [{ fact: 'x', operator: 'notEqual', value: Number.NaN }]
    expect(await engineSays(rule({ all: nothingEqual }), { x: Number.NaN })).toBe(true)
    const dictionary = dictionaryOf(PLAYBOOK.facts)
    for (const fees of [Number.NaN, Number.POSITIVE_INFINITY, 0.5, '5', [5], { fees: 5 }, true]) {
      const written = { fees } as never
      expect(
        readFacts(dictionary, written, []).problems.map(({ code }) => code),
        String(fees),
      ).toHaveLength(1)
    }
    const document = JSON.stringify(PLAYBOOK)
    expect(parsePlaybookText(document).ok).toBe(true)
    for (const value of ['NaN', 'Infinity', '-Infinity', '1e999']) {
      const broken = document.replace('"from":10000', `"from":${value}`)
      expect([broken !== document, parsePlaybookText(broken).ok], value).toEqual([true, false])
      expect(refused({ of: 'fees', is: 'equal', value: Number(value) }), value).toBe(true)
    }
  })

  it('takes only yes for yes: what counts as true elsewhere does not come in', async () => {
    const engine = new Engine(rule({ all: [{ fact: 'x', operator: 'yes', value: 1 }] }))
    engine.addOperator('yes', () => 1 as never)
    expect((await engine.run({ x: 1 })).results).toHaveLength(1)
    const flag = compare(factOf('do_not_contact'), 'equal', constant(true))
    expect(await holdsFor(flag, { do_not_contact: true })).toBe(true)
    expect(await holdsFor(flag, { do_not_contact: false })).toBe(false)
    for (const wish of [1, 'true', 'yes', []]) {
      const { problems } = readFacts(dictionaryOf(PLAYBOOK.facts), { do_not_contact: wish } as never, [])
      expect(problems, String(wish)).toHaveLength(1)
    }
  })

  it('has one node for each name, so that none is dropped or doubled with another', async () => {
    const engine = new Engine()
    for (const type of ['a', 'b']) engine.addRule({ name: 'same', conditions: { all: [] }, event: { type } })
    engine.removeRule('same')
    expect((await engine.run({})).results).toEqual([])
    const twice = { ...PLAYBOOK, nodes: [...PLAYBOOK.nodes, nodes.tier] }
    expect(inBrief(found(twice))).toContain('duplicate_name /nodes/10/id')
    expect(new Set(SMALL.steps.map(({ name }) => name)).size).toBe(SMALL.steps.length)
  })

  it('lets no rule author write a path: names are names', () => {
    for (const of of [
      '$.fees',
      'fees[0]',
      'fees.length.x',
      '$..*',
      "fees['x']",
      'fees[?(@.n>1)]',
      '__proto__',
      'constructor.name.x',
    ])
      expect(refused({ of, is: 'equal', value: 0 }), of).toBe(true)
  })

  it('says in the trace which condition of which step decided, whichever finished first', async () => {
    const { trace } = await referenceEvaluator(SMALL).decide(
      customer({ fees: 10_000, matures: day('2026-03-04') }),
      on('2026-03-02', rateCut('2026-03-01')),
    )
    expect(trace.map(({ step }) => step)).toEqual(SMALL.steps.map(({ name }) => name))
    const source = trace.find(({ step }) => step === 'list.source')
    expect(source?.node).toBe('list')
    expect(source?.conditions.map(({ condition, holds }) => [condition, holds])).toEqual([
      [compare({ op: 'step', name: 'duty' }, 'equal', constant(true)), true],
      [compare({ op: 'step', name: 'maturity' }, 'equal', constant(true)), true],
      [compare({ op: 'step', name: 'rate_cut' }, 'equal', constant(true)), false],
    ])
    expect(JSON.stringify(source?.conditions[0]?.tree)).toContain('"factResult":true')
  })

  it('decides by the first rule that holds, in the order of the playbook', async () => {
    const both = await referenceEvaluator(SMALL).decide(
      customer({ do_not_contact: true, touches: 9, last_refusal: RUN.asOf }),
      RUN,
    )
    expect(both.values.get('policy')).toBe('do_not_contact')
  })

  it('has no shared conditions, so none that go round in circles: nodes that do are refused', () => {
    expect(inBrief(found(playbookWith(sameAs('one', 'two'), sameAs('two', 'one'))))).toEqual([
      'cycle /nodes/11/calculation/terms/0/of',
    ])
  })

  it('keeps its own names apart from those of the playbook', async () => {
    const names = ['always', 'as_of', 'missing', 'constant', 'constructor']
    const facts = [...PLAYBOOK.facts, ...names.map((name) => fact(name, 'date', 'possible'))]
    const audience = { all: names.map((of) => ({ of, is: 'missing' as const })) }
    const own = names.map((date) => ({
      ...nodes.maturity,
      id: `on_${date}`,
      occurs: { ...nodes.maturity.occurs, date },
    }))
    const plan = planOf({ ...playbookWith({ ...nodes.rate_cut, audience }, ...own), facts })
    const run = on('2026-03-02', rateCut('2026-03-02'))
    const missing = await referenceEvaluator(plan).decide(customer({ deposits: 1 }), run)
    expect(missing.values.get('rate_cut')).toBe(true)
    expect(names.map((name) => missing.values.get(`on_${name}`))).toEqual(names.map(() => false))
    const known = await referenceEvaluator(plan).decide(
      customer(Object.fromEntries(names.map((name) => [name, RUN.asOf]))),
      run,
    )
    expect(known.values.get('rate_cut')).toBe(false)
    expect(names.map((name) => known.values.get(`on_${name}`))).toEqual(names.map(() => true))
  })
})
