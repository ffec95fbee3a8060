/** Occasions of one kind that were followed up, and how many of them with success; nobody can be told from it. */
export interface LearningCell {
  /** The node that led. */
  readonly source: string
  /** What the playbook that decided made of the customers. */
  readonly tier: string | null
  readonly strategy: string | null
  /** The Monday of the week of the first contact, `YYYY-MM-DD`. */
  readonly week: string
  readonly tries: number
  readonly successes: number
}

/** By what customers are told apart. */
export const SEGMENTATIONS = ['strategy', 'tier'] as const
export type Segmentation = (typeof SEGMENTATIONS)[number]

/** So many of so many. */
export interface Tally {
  readonly tries: number
  readonly successes: number
}

export const tallyOf = (cells: readonly Tally[]): Tally => ({
  tries: cells.reduce((sum, { tries }) => sum + tries, 0),
  successes: cells.reduce((sum, { successes }) => sum + successes, 0),
})
