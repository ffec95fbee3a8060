import type { ManagerFigures } from '../api/manager.ts'

type Outcomes = ManagerFigures['byStrategy'][number]['outcomes']

/** How many contacts had an outcome. */
export const countOf = (outcomes: Outcomes, outcome: Outcomes[number]['outcome']): number =>
  outcomes.find((each) => each.outcome === outcome)?.count ?? 0
