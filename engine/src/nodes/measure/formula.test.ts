import { describe, expect, it } from 'vitest'
import { reasonsOf } from '../../explain/explain.ts'
import { sentence } from '../../explain/sentence.ts'
import { decisionView } from '../../explain/view.ts'
import type { PlaybookNode } from '../../playbook/playbook.ts'
import { describeProblem } from '../../problem/problem.ts'
import { found, inBrief } from '../../testing/found.ts'
import {
  customer,
  day,
  decide,
  fact,
  PLAYBOOK,
  planOf,
  playbookWith,
  RUN,
  text,
} from '../../testing/small-bank.ts'
import type { Maybe } from '../../values/value-type.ts'

type Measure = Extract<PlaybookNode, { kind: 'measure' }>
type Formula = Extract<Measure['calculation'], { method: 'formula' }>
type Unit = Formula['unit']
type More = Pick<Formula, 'ifMissing' | 'mayBeMissing'>

const FACTS = [
  ...PLAYBOOK.facts,
  fact('yield', 'percent'),
  fact('term', 'days'),
  fact('opened', 'date'),
  fact('salary', 'money', 'possible'),
  fact('rate', 'percent', 'possible'),
]

const node = (formula: string, unit: Unit, more: More = {}): Measure => ({
  id: 'm',
  kind: 'measure',
  name: text('M'),
  calculation: { method: 'formula', formula, unit, ...more },
})

const bank = (measure: Measure) => ({ ...playbookWith(measure), facts: FACTS })

const CUSTOMER = { yield: 0, term: 0, opened: day('2026-01-01') }

const worth = async (formula: string, unit: Unit, facts: Record<string, Maybe> = {}, more: More = {}) =>
  (await decide(planOf(bank(node(formula, unit, more))), customer({ ...CUSTOMER, ...facts }))).m

const wrong = (formula: string, unit: Unit = 'money', more: More = {}) =>
  found(bank(node(formula, unit, more))).filter(({ path }) => path.startsWith('/nodes/10'))

describe('a formula', () => {
  it.each<[string, Unit, Record<string, Maybe>, Maybe]>([
    ['balance * 1.35% + fees - 200 * visits', 'money', { balance: 100_000, fees: 250, visits: 3 }, 1000],
    ['balance * yield', 'money', { balance: 1000, yield: 1.85 }, 19],
    ['-balance', 'money', { balance: 5 }, -5],
    ['balance - fees - 1', 'money', { balance: 10, fees: 3 }, 6],
    ['balance - (fees - 1)', 'money', { balance: 10, fees: 3 }, 8],
    ['2 + 3 * 4', 'count', {}, 14],
    ['7 / 2 / 2', 'count', {}, 2],
    [
      '100 * visits + 10 * deposits + months_below',
      'count',
      { visits: 5, deposits: 4, months_below: 3 },
      543,
    ],
    ['visits * 200', 'money', { visits: 3 }, 600],
    ['visits * fees', 'money', { visits: 3, fees: 7 }, 21],
    ['fees / 4', 'money', { fees: 10 }, 3],
    ['known(fees / visits, 0)', 'money', { fees: 10, visits: 4 }, 3],
    ['known(fees / visits, 0)', 'money', { fees: 10, visits: 0 }, 0],
    ['known(fees / balance, 0%)', 'percent', { fees: 1, balance: 8 }, 12.5],
    ['yield + 0.5%', 'percent', { yield: 1.25 }, 1.75],
    ['yield * 2', 'percent', { yield: 1.25 }, 2.5],
    ['balance / 50%', 'money', { balance: 10 }, 20],
    ['today - opened', 'days', { opened: day('2026-02-28') }, 2],
    ['days_since(opened)', 'days', { opened: day('2026-02-28') }, 2],
    ['opened + term', 'date', { opened: day('2026-02-28'), term: 1 }, day('2026-03-01')],
    ['30 + opened - 1', 'date', { opened: day('2026-01-01') }, day('2026-01-30')],
    ['max(opened, 2026-02-01)', 'date', {}, day('2026-02-01')],
    ['min(balance, fees, 5)', 'money', { balance: 7, fees: 6 }, 5],
    ['abs(balance - fees)', 'money', { balance: 3, fees: 10 }, 7],
    ['round(fees / 4) * 4', 'money', { fees: 10 }, 12],
    ['floor(fees / 4) + ceil(fees / 4)', 'money', { fees: 10 }, 5],
    ['ceil(-fees / 4)', 'money', { fees: 10 }, -2],
    ['if(balance > fees, balance, fees)', 'money', { balance: 3, fees: 10 }, 10],
    ['if(tier = "C" and not (visits > 3), 1, 2)', 'count', {}, 1],
    ['balance > fees or known(do_not_contact, true) = false', 'flag', {}, true],
    ['known(salary, 0) * 2', 'money', { salary: null }, 0],
    ['known(salary, 0) * 2', 'money', { salary: 4 }, 8],
    ['if(missing(salary), 1, salary + 1)', 'money', { salary: null }, 1],
    ['if(missing(salary), 1, salary + 1)', 'money', { salary: 4 }, 5],
    ['money(visits) + money(number(term))', 'money', { visits: 2, term: 3 }, 5],
    ['percent(number(fees) / 100)', 'percent', { fees: 250 }, 2.5],
    ['balance ＋ fees × （2）', 'money', { balance: 1, fees: 2 }, 5],
  ])('%s', async (formula, unit, facts, expected) => {
    expect(await worth(formula, unit, facts)).toBe(expected)
  })

  it('rounds an amount once, at the end, halves up, and keeps fractions on the way', async () => {
    expect(await worth('balance * 50% + fees * 50%', 'money', { balance: 1, fees: 1 })).toBe(1)
    expect(await worth('fees * 50%', 'money', { fees: 1 })).toBe(1)
    expect(await worth('fees * 50%', 'money', { fees: -1 })).toBe(0)
    expect(await worth('fees * 50%', 'money', { fees: -3 })).toBe(-1)
    expect(await worth('fees / 3 * 3', 'money', { fees: 10 })).toBe(10)
    expect(await worth('if(fees / 3 > 3, 1, 0)', 'count', { fees: 10 })).toBe(1)
  })

  it('takes percentages of four decimals exactly, as a sum does', async () => {
    for (const balance of [1_000_000, 999_999, 123_456_789_012, -15_000_000]) {
      const terms = [{ of: 'balance', rate: 1.0035 }]
      const sum: Measure = { ...node('', 'money'), id: 's', calculation: { method: 'sum', terms } }
      const both = { ...playbookWith(node('balance * 1.0035%', 'money'), sum), facts: FACTS }
      const { m, s } = await decide(planOf(both), customer({ ...CUSTOMER, balance }))
      expect(m).toBe(s)
    }
  })

  it('keeps a figure among those that its unit has', async () => {
    const most = Number.MAX_SAFE_INTEGER
    expect(await worth('balance + balance', 'money', { balance: most })).toBe(most)
    expect(await worth('balance * number(balance) * number(balance)', 'money', { balance: -most })).toBe(
      -most,
    )
    expect(await worth('visits * visits', 'count', { visits: 1_000_000 })).toBe(1_000_000_000)
    expect(await worth('opened + term', 'date', { term: 1_000_000_000 })).toBe(day('9999-12-31'))
    expect(await worth('yield * yield - yield * yield', 'percent', { yield: 1e300 })).toBe(0)
  })

  it('is missing only where it says so, and then whoever refers to it decides', async () => {
    expect(await worth('salary * 2', 'money', { salary: null }, { mayBeMissing: true })).toBe(null)
    expect(await worth('salary * 2', 'money', { salary: 2 }, { mayBeMissing: true })).toBe(4)
    expect(await worth('salary * 2', 'money', { salary: null }, { ifMissing: -1 })).toBe(-1)
    expect(await worth('fees / visits', 'money', {}, { ifMissing: 9 })).toBe(9)
    expect(await worth('100% / yield', 'percent', {}, { mayBeMissing: true })).toBe(null)
    const doubled: Measure = { ...node('m * 2', 'money'), id: 'doubled' }
    const read = { ...playbookWith(node('salary', 'money', { mayBeMissing: true }), doubled), facts: FACTS }
    expect(inBrief(found(read))).toContain('formula_missing_undecided /nodes/11/calculation/formula')
  })

  it('answers and, or and not as logic with three answers does', async () => {
    const answers = async (formula: string) =>
      Promise.all([null, 0, 9].map((salary) => worth(formula, 'flag', { salary }, { mayBeMissing: true })))
    expect(await answers('salary > 5')).toEqual([null, false, true])
    expect(await answers('not salary > 5')).toEqual([null, true, false])
    expect(await answers('salary > 5 and fees > 0')).toEqual([false, false, false])
    expect(await answers('salary > 5 and fees = 0')).toEqual([null, false, true])
    expect(await answers('salary > 5 or fees = 0')).toEqual([true, true, true])
    expect(await answers('salary > 5 or fees > 0')).toEqual([null, false, true])
    expect(await answers('if(salary > 5, salary > 8, salary > 5)')).toEqual([null, false, true])
    expect(await worth('missing(salary) or salary > 5', 'flag', { salary: null })).toBe(true)
    expect(await worth('not missing(salary) and salary > 5', 'flag', { salary: null })).toBe(false)
    expect(await worth('known(salary > 5, true)', 'flag', { salary: null })).toBe(true)
  })

  it('refers to other nodes and their parts, wherever those stand', async () => {
    const first: Measure = { ...node('m + fees', 'money'), id: 'first' }
    const bankOf = { ...playbookWith(node('contribution * 2', 'money')), facts: FACTS }
    const plan = planOf({ ...bankOf, nodes: [first, ...bankOf.nodes] })
    expect((await decide(plan, customer({ ...CUSTOMER, fees: 5 }))).first).toBe(15)
  })

  it('is cut in steps where it is deep, so that no evaluator goes down a call for each operation', () => {
    const deepest = (value: unknown): number =>
      typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(deepest)) : 0
    const formulas = [
      `fees${' + fees'.repeat(249)}`,
      `${'max(balance, '.repeat(90)}fees${')'.repeat(90)}`,
      `${'if(fees > 0, '.repeat(60)}fees${', 0)'.repeat(60)}`,
    ]
    for (const formula of formulas) {
      const { steps } = planOf(bank(node(formula, 'money')))
      const own = steps.filter((each) => each.node === 'm')
      expect(Math.max(...own.map(({ expression }) => deepest(expression)))).toBeLessThan(90)
    }
  })

  it('may not rest on itself', () => {
    const circle = {
      ...playbookWith({ ...node('n + 1', 'count'), id: 'm' }, { ...node('m + 1', 'count'), id: 'n' }),
    }
    expect(inBrief(found(circle))).toContain('cycle /nodes/11/calculation/formula')
  })
})

describe('what is wrong with a formula', () => {
  it.each<[string, Unit, string, number, string]>([
    ['fees + term', 'money', 'formula_units', 0, 'number(x) takes the unit'],
    ['balance + (fees - term)', 'money', 'formula_units', 10, 'number(x) takes the unit'],
    ['fees * balance', 'money', 'formula_units', 0, 'figures of one kind'],
    ['fees * term', 'money', 'formula_units', 0, 'figures of one kind'],
    ['fees / term', 'money', 'formula_units', 0, 'figures of one kind'],
    ['1 / fees', 'count', 'formula_units', 0, 'figures of one kind'],
    ['opened + opened', 'date', 'formula_units', 0, 'figures of one kind'],
    ['opened + visits', 'date', 'formula_units', 0, 'figures of one kind'],
    ['term - opened', 'date', 'formula_units', 0, 'figures of one kind'],
    ['fees > term', 'flag', 'formula_units', 0, 'figures of one kind'],
    ['min(fees, visits)', 'money', 'formula_units', 0, 'figures of one kind'],
    ['if(true, fees, opened)', 'money', 'formula_units', 0, 'figures of one kind'],
    ['fees + 5%', 'money', 'formula_units', 0, 'figures of one kind'],
    ['yield + 0.5', 'percent', 'formula_plain_percentage', 8, 'Write 0.5% or percent(0.5)'],
    ['yield > visits / 2', 'flag', 'formula_units', 0, 'figures of one kind'],
    ['yield = number(visits)', 'flag', 'formula_plain_percentage', 8, 'Write percent(...)'],
    ['fees and true', 'flag', 'formula_not_a_condition', 0, 'Compare it'],
    ['not fees', 'flag', 'formula_not_a_condition', 4, 'Compare it'],
    ['if(fees, 1, 2)', 'count', 'formula_not_a_condition', 3, 'Compare it'],
    ['-opened', 'date', 'formula_not_a_number', 1, 'Use it before'],
    ['-tier', 'count', 'formula_not_a_number', 1, 'Use it before'],
    ['tier > "A"', 'flag', 'formula_not_ordered', 0, '= or !='],
    ['true < false', 'flag', 'formula_not_ordered', 0, '= or !='],
    ['tier = "a"', 'flag', 'formula_unknown_value', 7, 'Use one of them'],
    ['strategy = "wak"', 'flag', 'formula_unknown_value', 11, '"wake"'],
    ['"A" = "A"', 'flag', 'formula_texts_alone', 6, 'Compare a class'],
    ['if(true, "A", "B")', 'count', 'formula_texts_alone', 14, 'rule'],
    ['tier = activity', 'flag', 'formula_classes_differ', 0, 'value of its own'],
    ['round(opened)', 'date', 'formula_argument', 6, 'amount'],
    ['days_since(fees)', 'days', 'formula_argument', 11, 'date'],
    ['money(term)', 'money', 'formula_argument', 6, 'number(...)'],
    ['number(opened)', 'count', 'formula_argument', 7, 'amount'],
    ['max(tier, tier)', 'count', 'formula_argument', 4, 'amount'],
    ['fees / 0', 'money', 'formula_divided_by_zero', 7, 'something else'],
    ['known(fees, 0)', 'money', 'formula_never_missing', 6, 'Leave out'],
    ['missing(fees)', 'flag', 'formula_never_missing', 8, 'Leave out'],
    ['if(missing(salary), 0, known(salary, 1))', 'money', 'formula_never_missing', 29, 'Leave out'],
    ['balanse + 1', 'money', 'formula_unknown_name', 0, '"balance"'],
    ['fees + contributio', 'money', 'formula_unknown_name', 7, '"contribution"'],
    ['constructor + 1', 'money', 'formula_unknown_name', 0, 'add it'],
    ['fees + list', 'money', 'formula_units', 0, 'one kind'],
    ['rownd(fees)', 'money', 'formula_unknown_function', 0, '"round"'],
    ['constructor(fees)', 'money', 'formula_unknown_function', 0, 'one of'],
    ['min(fees)', 'money', 'formula_arguments', 0, '2 values or more'],
    ['round()', 'money', 'formula_arguments', 0, 'one value'],
    ['salary + 1', 'money', 'formula_missing_undecided', 0, 'known(..., 0)'],
    ['fees + fees / visits', 'money', 'formula_missing_undecided', 14, 'known(..., 0)'],
    ['known(salary, salary)', 'money', 'formula_missing_undecided', 14, 'known(..., 0)'],
    ['salary > 5 and fees > 0', 'flag', 'formula_missing_undecided', 0, 'known(..., 0)'],
  ])('%s', (formula, unit, code, at, mend) => {
    const [problem] = wrong(formula, unit)
    expect([problem?.code, problem?.values.at, problem?.path]).toEqual([
      code,
      at,
      '/nodes/10/calculation/formula',
    ])
    expect(problem?.mend).toContain(mend)
    for (const locale of ['en', 'zh-CN'] as const) {
      const said = problem && describeProblem(problem, locale)
      expect(`${said?.what} ${said?.mend}`).not.toMatch(/[{}]|undefined/)
    }
  })

  it.each<[string, Unit, More, string]>([
    ['fees', 'days', {}, 'formula_wrong_result /nodes/10/calculation/formula'],
    ['visits / 2', 'money', {}, 'formula_wrong_result /nodes/10/calculation/formula'],
    ['2 * 3', 'percent', {}, 'formula_wrong_result /nodes/10/calculation/formula'],
    ['tier', 'count', {}, 'formula_wrong_result /nodes/10/calculation/formula'],
    ['fees', 'money', { ifMissing: 1 }, 'formula_decided_needlessly /nodes/10/calculation/ifMissing'],
    [
      'fees',
      'money',
      { mayBeMissing: true },
      'formula_decided_needlessly /nodes/10/calculation/mayBeMissing',
    ],
    ['salary', 'money', { ifMissing: 1.5 }, 'measure_missing_value /nodes/10/calculation/ifMissing'],
    ['matures', 'date', { ifMissing: 5 }, 'measure_missing_value /nodes/10/calculation/ifMissing'],
    [
      'salary',
      'money',
      { ifMissing: 1, mayBeMissing: true },
      'missing_decided_twice /nodes/10/calculation/mayBeMissing',
    ],
  ])('its result: %s as %s with %o', (formula, unit, more, expected) => {
    expect(inBrief(wrong(formula, unit, more))).toEqual([expected])
  })

  it('is all said at once, each at its place', () => {
    const places = wrong('(fees + term) * (visits + opened) + nothing').map(({ code, values }) => [
      code,
      values.at,
    ])
    expect(places).toEqual([
      ['formula_units', 0],
      ['formula_units', 16],
      ['formula_unknown_name', 36],
    ])
  })
})

describe('why a formula gave what it gave', () => {
  const said = async (measure: Measure, facts: Record<string, Maybe>, locale: 'en' | 'zh-CN' = 'en') => {
    const plan = planOf(bank(measure))
    const figures = customer({ ...CUSTOMER, ...facts })
    const outcome = await decide(plan, figures)
    const view = decisionView(plan, RUN, new Map([...figures, ...Object.entries(outcome)]))
    return reasonsOf(plan, view)
      .filter((reason) => reason.node === 'm')
      .map((reason) => sentence(reason, locale, 'CNY'))
  }

  it('shows the formula and the figures in it', async () => {
    expect(await said(node('balance * 1.5% + fees', 'money'), { balance: 10_000, fees: 50 })).toEqual([
      'M: ¥2.00 = balance * 1.5% + fees.',
      'balance: ¥100.00.',
      'fees: ¥0.50.',
    ])
  })

  it('says what was missing, and what that counted as', async () => {
    const counted = node('salary / visits', 'money', { ifMissing: 7 })
    expect(await said(counted, { salary: null, visits: 2 })).toEqual([
      'M: salary / visits rests on something missing or on a division by zero, counted as ¥0.07.',
      'salary: not known.',
      'visits: 2.',
    ])
    const open = node('salary', 'money', { mayBeMissing: true })
    expect((await said(open, { salary: null }, 'zh-CN'))[0]).toBe(
      'M（中）：没有结果，因为 salary 所依据的指标缺失，或除数为零。',
    )
  })
})
