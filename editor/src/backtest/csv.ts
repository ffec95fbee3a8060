import type { BacktestReport } from '../api/backtests.ts'
import { type Cell, csvText } from '../shell/csv.ts'
import { type By, SIDES, type Side } from './measures.ts'

/** What a table of the figures is called, in the language of the page. */
export interface CsvWords {
  readonly heads: readonly [by: string, value: string, side: string]
  readonly total: string
  by(by: By): string
  value(by: By, value: string | null): string
  side(side: Side): string
  figure(name: CsvFigure): string
}

const KINDS = ['reached', 'not_reached', 'refused', 'ordered'] as const
const FIGURES = ['listed', 'shared', 'contacted', 'missed', 'unworked', 'open', 'minutes'] as const
const LOAD = ['capacity', 'due', 'cut', 'overQuota'] as const
const HAPPENED = (['inside', 'outside'] as const).flatMap((where) =>
  KINDS.map((kind) => ({ where, kind, name: `${where}_${kind}` as const })),
)
type CsvFigure = (typeof FIGURES | typeof LOAD)[number] | (typeof HAPPENED)[number]['name']

/** All figures of a backtest as a table for a spreadsheet: a row for each value and side. No customer is in it. */
export function csvOf({ total, groups }: BacktestReport, words: CsvWords): string {
  const rows = [
    ...SIDES.map((side) => [words.total, '', words.side(side), ...figuresOf(total[side])]),
    ...groups.flatMap(({ by, rows }) =>
      rows.flatMap((row) =>
        SIDES.map((side) => [
          words.by(by),
          words.value(by, row.value),
          words.side(side),
          ...figuresOf(row[side]),
        ]),
      ),
    ),
  ]
  const names = [...FIGURES, ...LOAD, ...HAPPENED.map(({ name }) => name)]
  const head = [...words.heads, ...names.map(words.figure)]
  return csvText([head, ...rows])
}

const figuresOf = (figures: BacktestReport['total']['draft']): Cell[] => [
  ...FIGURES.map((name) => figures[name]),
  ...LOAD.map((name) => figures.load?.[name] ?? ''),
  ...HAPPENED.map(({ where, kind }) => figures[where][kind]),
]
