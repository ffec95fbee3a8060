import { useCurrency } from '../api/bank.ts'
import { type Activation, BEGINNING_OF_TIME } from '../api/life.ts'
import type { Version } from '../api/playbooks.ts'
import { useBranchName } from '../branch/branch-name.ts'
import { useFormats } from '../locale/format.ts'
import { useText } from '../locale/text.ts'

type Review = NonNullable<Version['review']>

/** What became of a version, in words. */
export interface LifeWords {
  /** The day and the time of a moment. */
  moment(at: string): string
  review(review: Pick<Review, 'verdict' | 'by' | 'at'>): string
  activation(activation: Activation): string
  /** Since or from when something holds: a day, or the beginning of time. */
  since(day: string): string
  /** The branches by their names, or how many there are. */
  where(branches: readonly string[] | null): string
  branch(id: string): string
}

const MOST_NAMED = 3

export function useLifeWords(): LifeWords {
  const text = useText()
  const { day, moment } = useFormats(useCurrency())
  const branch = useBranchName()
  const where: LifeWords['where'] = (chosen) => {
    if (chosen === null) return text('life.everywhere')
    if (chosen.length > MOST_NAMED) return text('life.branches', { count: chosen.length })
    return text('life.named', { names: chosen.map(branch).join(text('life.comma')) })
  }
  const since = (from: string) =>
    from === BEGINNING_OF_TIME ? text('life.ever') : text('life.since', { day: day(from) })
  return {
    since,
    branch,
    where,
    moment,
    review: ({ verdict, by, at }) => text(`life.review.${verdict}`, { by, at: moment(at) }),
    activation: ({ state, from, branches: scope, by }) =>
      text(`life.activation.${state}`, { since: since(from), where: where(scope), by }),
  }
}
