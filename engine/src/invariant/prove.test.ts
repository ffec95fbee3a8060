import { describe, expect, it } from 'vitest'
import { sentence } from '../explain/sentence.ts'
import type { PlaybookNode } from '../playbook/playbook.ts'
import type { Solve } from '../smt/solve.ts'
import {
  decide,
  fact,
  nodes,
  PLAYBOOK,
  planOf,
  playbookWith,
  SMALL,
  strategy,
  text,
  WORKING_DAYS,
} from '../testing/small-bank.ts'
import type { Claim } from './invariant.ts'
import { type Judgement, type ProveOptions, prove } from './prove.ts'

type Always = Extract<Claim, { kind: 'always' }>

const judge = (plan: typeof SMALL, claim: Claim, options: Partial<ProveOptions> = {}): Promise<Judgement> =>
  prove(plan, { id: 'claim', name: text('Claim'), claim }, { workingDays: WORKING_DAYS, ...options })

const always = (then: Always['then'], when?: Always['then']): Claim => ({
  kind: 'always',
  then,
  ...(when && { when }),
})
const monotone = (more: string, neverLowers: string): Claim => ({ kind: 'monotone', more, neverLowers })

const proven = { status: 'proven', by: 'intervals' }
const NOBODY = always(
  { of: 'list', is: 'among', values: ['blocked', 'none'] },
  { of: 'do_not_contact', is: 'equal', value: true, ifMissing: true },
)
const CALLED = always(
  { of: 'list', is: 'among', values: ['coverage', 'blocked'] },
  {
    all: [
      { of: 'tier', is: 'equal', value: 'A' },
      {
        any: [
          { of: 'last_contact', is: 'missing' },
          { of: 'duty.elapsed', is: 'at_least', value: 10 },
        ],
      },
    ],
  },
)

/** Who breaks the claim, decided once more by both evaluators of the tests. */
async function breaker(judgement: Judgement, plan = SMALL) {
  if (judgement.status !== 'refuted') return expect.fail(`${judgement.status} is not refuted`)
  const { facts, run, values, telling } = judgement.counterexample
  const plain = plan.playbook.facts.map(
    ({ name, missing }) => [name, missing === 'possible' ? null : 0] as const,
  )
  const again = await decide(plan, new Map([...plain, ...facts]), run)
  for (const [name, value] of values) expect([name, again[name]]).toEqual([name, value])
  return { facts: Object.fromEntries(telling.map((name) => [name, facts.get(name)])), values, run }
}

describe('claims that hold are proven', () => {
  it('nobody who asked not to be contacted, or of whom it is not known, is listed', async () => {
    expect(await judge(SMALL, NOBODY)).toEqual(proven)
  })

  it('every customer of the best tier is called on in time', async () => {
    expect(await judge(SMALL, CALLED)).toEqual(proven)
  })

  it('more contribution never means a lower tier, held or not', async () => {
    expect(await judge(SMALL, monotone('contribution', 'tier'))).toEqual(proven)
  })

  it('of a product, through the rounding of every term', async () => {
    expect(await judge(SMALL, monotone('balance', 'contribution'))).toEqual(proven)
    expect(await judge(SMALL, monotone('balance', 'tier'))).toEqual(proven)
  })

  it('about days, in the calendar as it is', async () => {
    const since: PlaybookNode = {
      id: 'days_ago',
      kind: 'measure',
      name: text('Days since the last contact'),
      calculation: { method: 'days_since', date: 'last_contact', ifMissing: 0 },
    }
    const plan = planOf(playbookWith(since))
    const claim = always(
      { of: 'duty.elapsed', is: 'at_most', value: 9 },
      {
        all: [
          { of: 'days_ago', is: 'at_most', value: 9 },
          { of: 'days_ago', is: 'at_least', value: 0 },
        ],
      },
    )
    expect(await judge(plan, claim)).toEqual(proven)
  })
})

describe('claims that do not hold are refuted by a customer', () => {
  it('who is listed although nothing is known of his wish, when that counts as yes', async () => {
    const claim = always(
      { of: 'list', is: 'among', values: ['blocked', 'none'] },
      { of: 'consent_phone', is: 'equal', value: false, ifMissing: true },
    )
    const { values, facts } = await breaker(await judge(SMALL, claim))
    expect(['coverage', 'trigger']).toContain(values.get('list'))
    expect(facts.do_not_contact).toBe(false)
  })

  it('who is made plain: only what matters is said of him', async () => {
    const { facts } = await breaker(await judge(SMALL, always({ of: 'tier', is: 'not_equal', value: 'A' })))
    expect([{ held_tier: 'A' }, { fees: 10_000 }, { balance: 666_634 }]).toContainEqual(facts)
  })

  it('on a day on which it shows, with the event that it takes', async () => {
    const { run, values } = await breaker(
      await judge(SMALL, always({ of: 'rate_cut', is: 'equal', value: false })),
    )
    expect(run.events.map(({ type }) => type)).toEqual(['rate_cut'])
    expect(values.get('rate_cut')).toBe(true)
  })

  it('at the very bound of what is claimed', async () => {
    const late = always(
      { of: 'duty.elapsed', is: 'at_most', value: 9 },
      { of: 'duty', is: 'equal', value: false },
    )
    const { values } = await breaker(await judge(SMALL, late))
    expect(values.get('duty.elapsed')).toBeGreaterThan(9)
  })

  it('of two who are alike but for what one has more of, each with his reasons', async () => {
    const judgement = await judge(SMALL, monotone('visits', 'contribution'))
    if (judgement.status !== 'refuted') return expect.fail(judgement.status)
    const { values, other, reasons } = judgement.counterexample
    expect([values.get('contribution'), other?.values.get('contribution')]).toEqual([0, -200])
    expect(reasons.map((each) => sentence(each, 'en', 'CNY'))[0]).toContain('Contribution')
    expect(other?.reasons.map((each) => sentence(each, 'en', 'CNY')).join()).toContain('-¥2.00')
  })

  it('when a tier is listed in the wrong order', async () => {
    const cells = { ...nodes.strategy.cells, A: { high: 'leave', low: 'leave' } }
    const plan = planOf(playbookWith({ ...nodes.strategy, cells }))
    const { other } = await refutation(judge(plan, monotone('contribution', 'strategy')))
    expect(other?.values.get('strategy')).toBe('leave')
  })
})

async function refutation(judged: Promise<Judgement>) {
  const judgement = await judged
  return judgement.status === 'refuted' ? judgement.counterexample : expect.fail(judgement.status)
}

describe('mutants of the rules break the claims', () => {
  const without = ({ consents: _consents, ...policy }: typeof nodes.policy): PlaybookNode => ({
    ...policy,
    consents: [],
  })
  const someoneElse = fact('someone_else', 'flag', 'possible')
  const mutants: [string, Claim, ReturnType<typeof planOf>][] = [
    [
      'another wish is asked for',
      NOBODY,
      planOf({
        ...playbookWith({ ...nodes.policy, doNotContact: 'someone_else' }),
        facts: [...PLAYBOOK.facts, someoneElse],
      }),
    ],
    [
      'the interval is longer',
      CALLED,
      planOf(
        playbookWith({
          ...nodes.duty,
          duties: { ...nodes.duty.duties, A: { ...nodes.duty.duties.A, every: 11 } },
        }),
      ),
    ],
    [
      'the best tier has no duty',
      CALLED,
      planOf(playbookWith({ ...nodes.duty, duties: { ...nodes.duty.duties, A: null } })),
    ],
    [
      'first contacts are not due',
      CALLED,
      planOf(playbookWith({ ...nodes.duty, neverContacted: 'not_due' })),
    ],
    ['events come before duties', CALLED, planOf(playbookWith({ ...nodes.list, coverage: [] }))],
  ]
  it.each(mutants)('%s', async (_, claim, plan) => {
    await breaker(await judge(plan, claim), plan)
  })

  it('but not one that changes nothing for the claim', async () => {
    expect(await judge(planOf(playbookWith(without(nodes.policy))), NOBODY)).toEqual(proven)
  })
})

describe('what is not known is called unknown', () => {
  const hard = monotone('balance', 'list.score')
  const asked: string[] = []
  const answering =
    (...answers: Awaited<ReturnType<Solve>>[]): Solve =>
    async (smtLib) => {
      asked.push(smtLib)
      return answers.shift() ?? { status: 'unknown' }
    }

  it('without a solver, where cases do not suffice', async () => {
    expect(await judge(SMALL, hard, { effort: 1000 })).toEqual({ status: 'unknown', why: 'no_solver' })
  })

  it('with a solver that gives up', async () => {
    const judgement = await judge(SMALL, hard, { effort: 1000, solve: answering() })
    expect(judgement).toEqual({ status: 'unknown', why: 'solver_gave_up' })
  })

  it('with a solver that finds a customer who breaks nothing', async () => {
    const wrong = { status: 'sat', model: '((v0 5))' } as const
    const judgement = await judge(SMALL, hard, { effort: 1000, solve: answering(wrong, wrong) })
    expect(judgement).toEqual({ status: 'unknown', why: 'only_nearly' })
  })

  it('and a solver is believed in a proof only with every rounding left open', async () => {
    const unknown = { status: 'unknown' } as const
    const judgement = await judge(SMALL, hard, {
      effort: 1000,
      solve: answering(unknown, { status: 'unsat' }),
    })
    expect(judgement.status).toBe('unknown')
  })

  it('no name of a playbook stands in what the solver is asked', async () => {
    const hostile = 'A'.concat(' +-.x')
    const bands = [{ name: hostile, from: 10_000 }, { name: 'B', from: 5000 }, { name: 'C' }]
    const { hysteresis: _hysteresis, ...tier } = nodes.tier
    const plan = planOf(
      playbookWith(
        { ...tier, bands },
        {
          ...nodes.strategy,
          cells: { [hostile]: nodes.strategy.cells.A, B: nodes.strategy.cells.B, C: nodes.strategy.cells.C },
          strategies: [...nodes.strategy.strategies, strategy('assert', 5)],
          ifMissing: 'assert',
        } as PlaybookNode,
        { ...nodes.duty, duties: { [hostile]: null, B: null, C: null } },
        { ...nodes.rate_cut, audience: { of: 'tier', is: 'among', values: [hostile] } },
      ),
    )
    asked.length = 0
    await judge(plan, NOBODY, { effort: 0, solve: answering() })
    const words = new Set(asked.join(' ').match(/[^\s()]*[a-z][^\s()]*/gi))
    const known =
      /^([vme]\d+|declare-const|define-fun|assert|check-sat|get-value|ite|to_real|to_int|and|or|not|true|false|Int|Real|Bool|d|working_day)$/
    expect(asked).toHaveLength(2)
    expect([...words].filter((word) => !known.test(word))).toEqual([])
  })
})
