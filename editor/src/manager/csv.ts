import type { WeekDay } from '../api/branches.ts'
import type { ManagerFigures } from '../api/manager.ts'
import { OUTCOMES } from '../branch/outcomes.ts'
import { type Cell, csvText } from '../shell/csv.ts'
import { FATES, fatesBy } from './fates.ts'
import { countOf } from './outcome-count.ts'
import {
  type DutiesBy,
  dutyHead,
  dutyName,
  type OutcomesBy,
  outcomeHead,
  outcomeName,
  type Words,
} from './row-names.ts'
import { loadsOf } from './week-loads.ts'

/** The figures of the page as tables for a spreadsheet, one below the other. No customer is in them. */
export function csvOf(figures: ManagerFigures, week: readonly WeekDay[], words: Words): string {
  const tables = [
    workload(figures, words),
    ahead(week.slice(1), words),
    duties(figures, 'adviser', words),
    duties(figures, 'tier', words),
    outcomes(figures, 'byStrategy', words),
    outcomes(figures, 'byAdviser', words),
  ]
  return csvText(tables.flatMap((table, place) => (place === 0 ? table : [[], ...table])))
}

const workload = ({ workload: rows }: ManagerFigures, { text, adviserName }: Words): Cell[][] => [
  [
    text('branch.adviser'),
    text('manager.customers'),
    text('manager.capacity'),
    text('manager.due'),
    text('manager.listed'),
    text('manager.spent'),
  ],
  ...rows.map(({ adviser, customers, due, listed, spent }) => [
    adviserName(adviser.id),
    customers,
    adviser.minutes,
    due,
    listed,
    spent,
  ]),
]

const ahead = (days: readonly WeekDay[], { text, adviserName }: Words): Cell[][] => [
  [
    text('branch.adviser'),
    text('manager.day'),
    text('manager.capacity'),
    text('manager.due'),
    text('manager.listed'),
  ],
  ...loadsOf(days).flatMap(({ adviser, loads }) =>
    loads.map(({ day, minutes, due, listed }) => [adviserName(adviser), day, minutes, due, listed]),
  ),
]

const duties = (figures: ManagerFigures, by: DutiesBy, words: Words): Cell[][] => [
  [dutyHead(by, words), ...FATES.map((fate) => words.text(`manager.fate.${fate}`))],
  ...fatesBy(figures, by).map((row) => [dutyName(row.of, by, words), ...FATES.map(row.count)]),
]

const outcomes = (figures: ManagerFigures, by: OutcomesBy, words: Words): Cell[][] => [
  [
    outcomeHead(by, words),
    words.text('manager.contacts'),
    words.text('manager.talked'),
    ...OUTCOMES.map(({ outcome }) => words.text(`outcome.${outcome}`)),
    words.text('manager.orders'),
  ],
  ...figures[by].map((row) => [
    outcomeName(row, words),
    row.contacts,
    row.talked.count,
    ...OUTCOMES.map(({ outcome }) => countOf(row.outcomes, outcome)),
    row.orders.placed,
  ]),
]
