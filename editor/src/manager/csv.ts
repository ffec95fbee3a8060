import type { WeekDay } from '../api/branches.ts'
import type { ManagerFigures } from '../api/manager.ts'
import { OUTCOMES } from '../branch/outcomes.ts'
import type { useBilingual, useText } from '../locale/text.ts'
import { type Cell, csvText } from '../shell/csv.ts'
import { FATES, fatesBy } from './fates.ts'
import { loadsOf } from './week-loads.ts'

/** What things are called in the language of the page. */
export interface CsvWords {
  readonly text: ReturnType<typeof useText>
  readonly bilingual: ReturnType<typeof useBilingual>
  adviserName(id: string): string
}

/** The figures of the page as tables for a spreadsheet, one below the other. No customer is in them. */
export function csvOf(figures: ManagerFigures, week: readonly WeekDay[], words: CsvWords): string {
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

const workload = ({ workload: rows }: ManagerFigures, { text, adviserName }: CsvWords): Cell[][] => [
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

const ahead = (days: readonly WeekDay[], { text, adviserName }: CsvWords): Cell[][] => [
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

const duties = (
  figures: ManagerFigures,
  by: 'adviser' | 'tier',
  { text, adviserName }: CsvWords,
): Cell[][] => [
  [
    text(by === 'adviser' ? 'branch.adviser' : 'manager.tier'),
    ...FATES.map((fate) => text(`manager.fate.${fate}`)),
  ],
  ...fatesBy(figures, by).map((row) => [
    row.of === null ? text('manager.none') : by === 'adviser' ? adviserName(row.of) : row.of,
    ...FATES.map((fate) => row[fate]),
  ]),
]

const outcomes = (
  figures: ManagerFigures,
  by: 'byStrategy' | 'byAdviser',
  { text, bilingual, adviserName }: CsvWords,
): Cell[][] => [
  [
    text(by === 'byAdviser' ? 'branch.adviser' : 'manager.strategy'),
    text('manager.contacts'),
    ...OUTCOMES.map(({ outcome }) => text(`outcome.${outcome}`)),
    text('manager.orders'),
  ],
  ...figures[by].map(({ of, name, contacts, outcomes: counts, orders }) => [
    of === null ? text('manager.no_list') : name ? bilingual(name) : adviserName(of),
    contacts,
    ...OUTCOMES.map(({ outcome }) => counts.find((each) => each.outcome === outcome)?.count ?? 0),
    orders.placed,
  ]),
]
