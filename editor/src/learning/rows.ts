import {
  type LearnedRate,
  type LearningCell,
  learnedRates,
  likelihoodsOf,
  type Playbook,
  presentOf,
  proposalsFor,
  type Segmentation,
} from '@branch-playbook/engine'
import type { Learning } from '../api/learning.ts'
import type { Edit } from '../document/history.ts'

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
  const predict = presentOf(likelihoodsOf(playbook))
  const place = (id: string | null) => playbook.nodes.findIndex((node) => node.id === id)
  return learnedRates(cells, by)
    .map((rate): Row => {
      const isKnown = proposalsFor(playbook, by, [{ ...rate, isEnough: true }], basis).length > 0
      const present = isKnown ? presentOfRow(playbook, rate, cells, by, predict) : null
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
function presentOfRow(
  playbook: Playbook,
  { source, segment, tries }: LearnedRate,
  cells: readonly LearningCell[],
  by: Segmentation,
  predict: ReturnType<typeof presentOf>,
): number | null {
  if (source === null) {
    const { strategies } = likelihoodsOf(playbook)
    return strategies?.strategies.find(({ id }) => id === segment)?.propensity ?? null
  }
  const own = cells.filter((cell) => cell.source === source && cell[by] === segment)
  const sum = own.reduce((all, cell) => all + cell.tries * predict(cell), 0)
  return Math.round((1000 * sum) / tries) / 10
}

/** The edits of the draft that put the numbers of picked rows into it. */
export const editsFor = (
  playbook: Playbook,
  { basis }: Learning,
  by: Segmentation,
  rows: readonly Row[],
): Edit[] => [...proposalsFor(playbook, by, rows, basis)]
