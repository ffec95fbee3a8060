import { type Everyone, figureOf } from './everyone.ts'
import { type Distribution, distributionOf } from './questions/distribution.ts'
import { type RowCounts, rowCounts } from './questions/row-counts.ts'

/** Something that a part of the page wants to know of everyone; it is answered anew after each edit. */
export type Question =
  /** The histogram of a fact or a node, as edited. */
  { readonly ask: 'distribution'; readonly of: string } | { readonly ask: 'rows'; readonly table: string }

/** What was found; nothing when the playbook has nothing of that name. */
export type Answer =
  | { readonly ask: 'distribution'; readonly found: Distribution }
  | { readonly ask: 'rows'; readonly found: RowCounts }

/** Tells a question apart from others. */
export const keyOf = (question: Question): string => JSON.stringify(question)

export function answerTo(question: Question, everyone: Everyone): Answer | null {
  switch (question.ask) {
    case 'distribution': {
      const figure = figureOf(everyone.after, everyone.run, question.of)
      const found = figure && distributionOf(figure.column, figure.type)
      return found && { ask: 'distribution', found }
    }
    case 'rows': {
      const found = rowCounts(everyone, question.table)
      return found && { ask: 'rows', found }
    }
  }
}
