import type { ManagerFigures } from '../api/manager.ts'
import { OUTCOMES } from '../branch/outcomes.ts'
import { useBilingual, useText } from '../locale/text.ts'
import { csvText } from '../shell/csv.ts'
import { FATES, fatesBy } from './fates.ts'
import { useAdviserName } from './names.ts'

/** The figures of the page as tables for a spreadsheet, one below the other. No customer is in them. */
export function useCsv(figures: ManagerFigures): () => string {
  const text = useText()
  const bilingual = useBilingual()
  const adviserName = useAdviserName(figures)
  const duties = (by: 'adviser' | 'tier') => [
    [
      text(by === 'adviser' ? 'branch.adviser' : 'manager.tier'),
      ...FATES.map((fate) => text(`manager.fate.${fate}`)),
    ],
    ...fatesBy(figures, by).map((row) => [
      row.of === null ? text('manager.none') : by === 'adviser' ? adviserName(row.of) : row.of,
      ...FATES.map((fate) => row[fate]),
    ]),
  ]
  const outcomes = (by: 'byStrategy' | 'byAdviser') => [
    [
      text(by === 'byAdviser' ? 'branch.adviser' : 'manager.strategy'),
      text('manager.contacts'),
      ...OUTCOMES.map(({ outcome }) => text(`outcome.${outcome}`)),
    ],
    ...figures[by].map(({ of, name, contacts, outcomes: counts }) => [
      of === null ? text('manager.no_list') : name ? bilingual(name) : adviserName(of),
      contacts,
      ...OUTCOMES.map(({ outcome }) => counts.find((each) => each.outcome === outcome)?.count ?? 0),
    ]),
  ]
  const workload = () => [
    [
      text('branch.adviser'),
      text('manager.customers'),
      text('manager.capacity'),
      text('manager.due'),
      text('manager.listed'),
      text('manager.spent'),
    ],
    ...figures.workload.map(({ adviser, customers, due, listed, spent }) => [
      adviserName(adviser.id),
      customers,
      adviser.minutes,
      due,
      listed,
      spent,
    ]),
  ]
  return () =>
    csvText([
      ...workload(),
      [],
      ...duties('adviser'),
      [],
      ...duties('tier'),
      [],
      ...outcomes('byStrategy'),
      [],
      ...outcomes('byAdviser'),
    ])
}
