import type { Figures, Maybe } from '@branch-playbook/engine'
import { formatDay } from '@branch-playbook/engine'
import fc from 'fast-check'
import type { Draw } from './random-playbook.ts'
import type { Candidate } from './random-table.ts'

export type Unit = Candidate['kind'] | 'number'

/** For whom a formula is worked out, and what that showed of its size. */
export interface Sums {
  readonly facts: Figures
  readonly asOf: number
  /** The largest number on the way: past 2^51 fractions are lost, and nothing is promised of the last digit. */
  largest: number
}

/** A formula as text, and what it is worth by a reading of its own, apart from the engine's. */
export interface RandomFormula {
  readonly text: string
  readonly unit: Unit
  /** Whether it has figures that may be missing, or divisions. */
  readonly maybe: boolean
  /** How closely its outermost operator binds. */
  readonly power: number
  /** Set for a percentage that is written out. */
  readonly written?: number
  /** Whether it is only the name of a figure. */
  readonly bare?: boolean
  worth(sums: Sums): Maybe
}

type Numeric = 'money' | 'days' | 'count' | 'percent' | 'number'
type Make = (unit: Unit, depth: number) => RandomFormula

const CLOSE = 9

/** A formula over the figures, of that unit, that the engine accepts. */
export function randomFormula(
  unit: Unit,
  figures: readonly Candidate[],
  draw: Draw,
  depth = 3,
): RandomFormula {
  const make: Make = (wanted, left) => {
    const leaves = LEAVES[wanted](figures.filter(({ kind }) => kind === wanted))
    const inner = left > 0 ? GROWN[wanted] : []
    const chosen = draw(fc.constantFrom(...leaves, ...inner, ...inner))
    return chosen({ draw, figures, make: (each) => make(each, left - 1) })
  }
  return make(unit, depth)
}

interface Growing {
  readonly draw: Draw
  readonly figures: readonly Candidate[]
  make(unit: Unit): RandomFormula
}

type Rule = (growing: Growing) => RandomFormula

const written = (
  text: string,
  unit: Unit,
  value: Maybe,
  more: Partial<RandomFormula> = {},
): RandomFormula => ({
  text,
  unit,
  maybe: false,
  power: CLOSE,
  worth: () => value,
  ...more,
})

const figure = ({ name, kind, maybe }: Candidate): RandomFormula => ({
  text: name,
  unit: kind,
  maybe,
  power: CLOSE,
  bare: true,
  worth: (sums) => {
    const value = sums.facts.get(name) ?? null
    if (typeof value === 'number') sums.largest = Math.max(sums.largest, Math.abs(value))
    return value
  },
})

const named: (candidates: readonly Candidate[]) => Rule[] = (candidates) =>
  candidates.length === 0 ? [] : [({ draw }) => figure(draw(fc.constantFrom(...candidates)))]

const plain: Rule = ({ draw }) => {
  const value = draw(fc.oneof(fc.integer({ min: 0, max: 1000 }), fc.constantFrom(0.5, 2.25, 100_000)))
  return written(String(value), 'number', value)
}

const rate: Rule = ({ draw }) => {
  const value = draw(fc.integer({ min: 0, max: 2_000_000 })) / 10_000
  return written(`${value}%`, 'percent', value, { written: value })
}

const someDay: Rule = ({ draw }) => {
  const day = draw(fc.integer({ min: 19_700, max: 21_000 }))
  return written(formatDay(day), 'date', day)
}

const converted =
  (unit: Numeric): Rule =>
  ({ make, draw }) =>
    call(
      unit,
      unit,
      [make(unit === 'number' ? draw(fc.constantFrom('money', 'days', 'percent', 'count')) : 'number')],
      numbers(([value = 0]) => value),
    )

const LEAVES: Record<Unit, (candidates: readonly Candidate[]) => Rule[]> = {
  number: () => [plain],
  percent: (candidates) => [rate, ...named(candidates)],
  money: (candidates) => [converted('money'), ...named(candidates)],
  days: (candidates) => [converted('days'), ...named(candidates)],
  count: (candidates) => [converted('count'), ...named(candidates)],
  date: (candidates) => [
    someDay,
    () => ({ ...written('today', 'date', null), worth: ({ asOf }) => asOf }),
    ...named(candidates),
  ],
  flag: (candidates) => [() => written('true', 'flag', true), ...named(candidates)],
  class: (candidates) => named(candidates),
}

/** What is worked out from known parts only; with one missing it is missing. */
const numbers =
  (of: (values: number[]) => number | boolean | null) =>
  (parts: readonly RandomFormula[]) =>
  (sums: Sums): Maybe => {
    const values = parts.map((each) => each.worth(sums))
    if (values.includes(null)) return null
    const result = of(values.map(Number))
    if (typeof result === 'number') sums.largest = Math.max(sums.largest, Math.abs(result))
    return result
  }

type Working = (parts: readonly RandomFormula[]) => RandomFormula['worth']

const wrapped = ({ text, power }: RandomFormula, least: number): string =>
  power < least ? `(${text})` : text

function infix(
  operator: string,
  power: number,
  unit: Unit,
  [left, right]: readonly [RandomFormula, RandomFormula],
  working: Working,
  more: Partial<RandomFormula> = {},
): RandomFormula {
  // Comparisons stand in no chain, so that both sides of one bind more closely than it.
  const least = power === 4 ? power + 1 : power
  return {
    text: `${wrapped(left, least)} ${operator} ${wrapped(right, power + 1)}`,
    unit,
    maybe: left.maybe || right.maybe,
    power,
    worth: working([left, right]),
    ...more,
  }
}

const call = (
  name: string,
  unit: Unit,
  parts: readonly RandomFormula[],
  working: Working,
  more: Partial<RandomFormula> = {},
): RandomFormula => ({
  text: `${name}(${parts.map(({ text }) => text).join(', ')})`,
  unit,
  maybe: parts.some(({ maybe }) => maybe),
  power: CLOSE,
  worth: working(parts),
  ...more,
})

/** A percentage of something; one that is written out counts in whole parts of a million. */
const partOf: Working = (parts) => {
  const [left, right] = parts
  const rate = right?.written ?? left?.written
  const isRight = right?.written !== undefined
  return numbers(([one = 0, other = 0]) => {
    if (rate === undefined) return (one * other) / 100
    return ((isRight ? one : other) * Math.round(rate * 10_000)) / 1_000_000
  })(parts)
}

const share: Working = numbers(([left = 0, right = 0]) => (right === 0 ? null : (left * 100) / right))
const quotient: Working = numbers(([left = 0, right = 0]) => (right === 0 ? null : left / right))
const product: Working = numbers(([left = 0, right = 0]) => left * right)

const added =
  (unit: Numeric): Rule =>
  ({ draw, make }) => {
    const other = unit === 'percent' ? unit : draw(fc.constantFrom<Unit>(unit, 'number'))
    const pair = [make(unit), make(other)] as const
    return draw(fc.boolean())
      ? infix(
          '+',
          5,
          unit,
          pair,
          numbers(([left = 0, right = 0]) => left + right),
        )
      : infix(
          '-',
          5,
          unit,
          pair,
          numbers(([left = 0, right = 0]) => left - right),
        )
  }

const bounded =
  (unit: Unit): Rule =>
  ({ draw, make }) => {
    const parts = Array.from({ length: draw(fc.integer({ min: 2, max: 3 })) }, () => make(unit))
    return draw(fc.boolean())
      ? call(
          'min',
          unit,
          parts,
          numbers((values) => Math.min(...values)),
        )
      : call(
          'max',
          unit,
          parts,
          numbers((values) => Math.max(...values)),
        )
  }

const ROUNDINGS = {
  floor: Math.floor,
  ceil: Math.ceil,
  round: (value: number) => Math.floor(value + 0.5),
  abs: Math.abs,
}

const rounded =
  (unit: Numeric): Rule =>
  ({ draw, make }) => {
    const name = draw(fc.constantFrom('floor', 'ceil', 'round', 'abs'))
    return call(
      name,
      unit,
      [make(unit)],
      numbers(([value = 0]) => ROUNDINGS[name](value)),
    )
  }

const negative =
  (unit: Numeric): Rule =>
  ({ make }) => {
    const of = make(unit)
    const more = of.written === undefined ? {} : { written: -of.written }
    return {
      ...of,
      text: `-${wrapped(of, 7)}`,
      power: 7,
      bare: false,
      ...more,
      worth: numbers(([value = 0]) => 0 - value)([of]),
    }
  }

const chosen =
  (unit: Unit): Rule =>
  ({ make }) =>
    call('if', unit, [make('flag'), make(unit), make(unit)], ([when, yes, no]) => (sums) => {
      const answer = when?.worth(sums) ?? null
      const [first, second] = [yes?.worth(sums) ?? null, no?.worth(sums) ?? null]
      return answer === null ? null : answer === true ? first : second
    })

/** Only what may be missing is asked whether it is known. */
const known =
  (unit: Unit): Rule =>
  ({ make }) => {
    const [of, otherwise] = [make(unit), make(unit)]
    if (!of.maybe) return of
    const working: Working = () => (sums) => {
      const [value, instead] = [of.worth(sums), otherwise.worth(sums)]
      return value ?? instead
    }
    return call('known', unit, [of, otherwise], working, { maybe: otherwise.maybe })
  }

const scaled =
  (unit: Numeric): Rule =>
  ({ draw, make }) => {
    const [of, by] = [make(unit), make('percent')]
    return infix('*', 6, unit, draw(fc.boolean()) ? [of, by] : [by, of], partOf)
  }

const multiplied =
  (unit: Numeric): Rule =>
  ({ draw, make }) => {
    const other =
      unit === 'count'
        ? 'count'
        : unit === 'percent' || unit === 'number'
          ? 'number'
          : draw(fc.constantFrom<Unit>('number', 'count'))
    const [of, by] = [make(unit), make(other)]
    return infix('*', 6, unit, draw(fc.boolean()) ? [of, by] : [by, of], product)
  }

/** By a number that is written out; by a figure, there may be no outcome. */
const halved =
  (unit: Numeric): Rule =>
  ({ draw, make }) => {
    if (draw(fc.boolean())) {
      const divisor = draw(fc.constantFrom(2, 3, 0.5, 12))
      return infix('/', 6, unit, [make(unit), written(String(divisor), 'number', divisor)], quotient)
    }
    if (unit === 'count' || draw(fc.boolean())) {
      const divisor = make('percent')
      const isCertain = divisor.written !== undefined && divisor.written !== 0
      if (divisor.written === 0) return make(unit)
      const pair = [make(unit), divisor] as const
      return infix('/', 6, unit, pair, share, { maybe: pair[0].maybe || pair[1].maybe || !isCertain })
    }
    return infix('/', 6, unit, [make(unit), make('count')], quotient, { maybe: true })
  }

const ratio: Rule = ({ draw, make }) => {
  const unit = draw(fc.constantFrom<Unit>('money', 'days', 'count'))
  return infix('/', 6, 'percent', [make(unit), make(unit)], share, { maybe: true })
}

const measured = (unit: Numeric): Rule[] => [
  added(unit),
  bounded(unit),
  rounded(unit),
  negative(unit),
  chosen(unit),
  known(unit),
  multiplied(unit),
]

const COMPARED = {
  '=': (left: number, right: number) => left === right,
  '!=': (left: number, right: number) => left !== right,
  '<': (left: number, right: number) => left < right,
  '<=': (left: number, right: number) => left <= right,
  '>': (left: number, right: number) => left > right,
  '>=': (left: number, right: number) => left >= right,
} as const

const compared: Rule = ({ draw, make }) => {
  const unit = draw(fc.constantFrom<Unit>('money', 'percent', 'days', 'count', 'number', 'date', 'flag'))
  const operator = draw(
    fc.constantFrom(...(unit === 'flag' ? (['=', '!='] as const) : ([...ORDERED] as const))),
  )
  return infix(
    operator,
    4,
    'flag',
    [make(unit), make(unit)],
    numbers(([left = 0, right = 0]) => COMPARED[operator](left, right)),
  )
}

const ORDERED = ['=', '!=', '<', '<=', '>', '>='] as const

const classed: Rule = ({ draw, figures, make }) => {
  const classes = figures.filter(({ kind }) => kind === 'class')
  if (classes.length === 0) return make('flag')
  const of = draw(fc.constantFrom(...classes))
  const value = draw(fc.constantFrom(...(of.values ?? [])))
  const [left, right] = [figure(of), { ...written(`"${value}"`, 'class', value) }]
  const pair = draw(fc.boolean()) ? ([left, right] as const) : ([right, left] as const)
  return infix('=', 4, 'flag', pair, () => (sums) => {
    const found = left.worth(sums)
    return found === null ? null : found === value
  })
}

const joined: Rule = ({ draw, make }) => {
  const [operator, settles] = draw(fc.constantFrom(['and', false] as const, ['or', true] as const))
  return infix(
    operator,
    operator === 'and' ? 2 : 1,
    'flag',
    [make('flag'), make('flag')],
    (parts) => (sums) => {
      const answers = parts.map((each) => each.worth(sums))
      if (answers.includes(settles)) return settles
      return answers.includes(null) ? null : !settles
    },
  )
}

const denied: Rule = ({ make }) => {
  const of = make('flag')
  const worth = (sums: Sums) => {
    const answer = of.worth(sums)
    return answer === null ? null : !answer
  }
  return { text: `not ${wrapped(of, 3)}`, unit: 'flag', maybe: of.maybe, power: 3, worth }
}

/** Of a figure by name the engine would conclude where else it is known; that has tests of its own. */
const lacking: Rule = ({ draw, make }) => {
  const of = make(draw(fc.constantFrom<Unit>('money', 'days', 'date', 'flag')))
  if (!of.maybe || of.bare) return make('flag')
  return call('missing', 'flag', [of], () => (sums) => of.worth(sums) === null, { maybe: false })
}

const dated: Rule = ({ draw, make }) => {
  const pair = [make('date'), make(draw(fc.constantFrom<Unit>('days', 'number')))] as const
  return draw(fc.boolean())
    ? infix(
        '+',
        5,
        'date',
        draw(fc.boolean()) ? pair : [pair[1], pair[0]],
        numbers(([left = 0, right = 0]) => left + right),
      )
    : infix(
        '-',
        5,
        'date',
        pair,
        numbers(([left = 0, right = 0]) => left - right),
      )
}

const between: Rule = ({ make }) =>
  infix(
    '-',
    5,
    'days',
    [make('date'), make('date')],
    numbers(([left = 0, right = 0]) => left - right),
  )

const since: Rule = ({ make }) => {
  const date = make('date')
  const worth = (sums: Sums) => {
    const day = date.worth(sums)
    return day === null ? null : sums.asOf - Number(day)
  }
  return { text: `days_since(${date.text})`, unit: 'days', maybe: date.maybe, power: CLOSE, worth }
}

const GROWN: Record<Unit, Rule[]> = {
  money: [...measured('money'), scaled('money'), halved('money'), converted('money')],
  days: [...measured('days'), scaled('days'), halved('days'), between, since],
  count: [...measured('count'), scaled('count'), halved('count')],
  percent: [...measured('percent'), scaled('percent'), ratio],
  number: [...measured('number'), converted('number')],
  date: [dated, bounded('date'), chosen('date'), known('date')],
  flag: [compared, classed, joined, joined, denied, lacking, chosen('flag'), known('flag')],
  class: [],
}
