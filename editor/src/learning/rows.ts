import {
  type LearnedRate,
  type LearningCell,
  type Likelihoods,
  learnedRates,
  likelihoodsOf,
  type Playbook,
  presentOf,
  proposalsFor,
  type Segmentation,
} from '@branch-playbook/engine'
import type { Learning } from '../api/learning.ts'

/** What was learned of a segment beside what the playbook has for it. */
export interface Row extends LearnedRate {
  readonly key: string
  /** In percent, on average over its contacts; null where the playbook has no such node or segment. */
  readonly present: number | null
  /** Whether its number can be put into the playbook, and is not there yet. */
  readonly isProposed: boolean
}

/** All strategies first, then each node in the order of the playbook. */
export function rowsOf(playbook: Playbook, { cells, basis }: Learning, by: Segmentation): Row[] {
  const presentOfRow = presentIn(likelihoodsOf(playbook), cells, by)
  const place = (id: string | null) => playbook.nodes.findIndex((node) => node.id === id)
  return learnedRates(cells, by)
    .map((rate): Row => {
      const isKnown = proposalsFor(playbook, by, [{ ...rate, isEnough: true }], basis).length > 0
      const present = isKnown ? presentOfRow(rate) : null
      return {
        ...rate,
        key: JSON.stringify([rate.source, rate.segment]),
        present,
        isProposed: isKnown && rate.isEnough && present !== rate.estimate,
      }
    })
    .toSorted((left, right) => place(left.source) - place(right.source))
}

/** A strategy has its own number, whatever nodes have for it; that of a node may differ from customer to customer. */
function presentIn(likelihoods: Likelihoods, cells: readonly LearningCell[], by: Segmentation) {
  const predict = presentOf(likelihoods)
  return ({ source, segment, tries }: LearnedRate): number | null => {
    if (source === null)
      return likelihoods.strategies?.strategies.find(({ id }) => id === segment)?.propensity ?? null
    const own = cells.filter((cell) => cell.source === source && cell[by] === segment)
    const sum = own.reduce((all, cell) => all + cell.tries * predict(cell), 0)
    return Math.round((1000 * sum) / tries) / 10
  }
}
