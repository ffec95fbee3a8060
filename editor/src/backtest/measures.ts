import type { BacktestFigures, BacktestReport, Wanted } from '../api/backtests.ts'
import type { TextKey } from '../locale/text.ts'

export const SIDES = ['then', 'draft'] as const
export type Side = (typeof SIDES)[number]
export type By = BacktestReport['groups'][number]['by']
type Figure = Wanted['figure']

/** A column of the figures: how much there is on a side, and which customers are behind it. */
export interface Measure {
  readonly id: Figure
  readonly name: TextKey
  readonly hint: TextKey
  of(figures: BacktestFigures): number
}

const sum = (counts: BacktestFigures['outside']): number =>
  counts.reached + counts.not_reached + counts.refused

/** What is told of the places on the lists, and of the contacts outside of them. */
export const MEASURES: readonly Measure[] = [
  { id: 'listed', name: 'backtest.listed', hint: 'backtest.listed_what', of: ({ listed }) => listed },
  {
    id: 'contacted',
    name: 'backtest.contacted',
    hint: 'backtest.contacted_what',
    of: ({ contacted }) => contacted,
  },
  { id: 'missed', name: 'backtest.missed', hint: 'backtest.missed_what', of: ({ missed }) => missed },
  {
    id: 'unworked',
    name: 'backtest.unworked',
    hint: 'backtest.unworked_what',
    of: ({ unworked }) => unworked,
  },
  {
    id: 'outside',
    name: 'backtest.outside',
    hint: 'backtest.outside_what',
    of: ({ outside }) => sum(outside),
  },
]

/** Minutes listed, and how many there were; null where they are of no list as a whole. */
export const minutesOf = ({ minutes, load }: BacktestFigures) => ({
  minutes,
  capacity: load?.capacity ?? null,
})
