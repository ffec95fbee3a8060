import { type Everyone, figureOf } from './everyone.ts'
import { type CampaignReach, campaignReach } from './questions/campaign-reach.ts'
import { type Cells, cellsOf } from './questions/cells.ts'
import { type CustomersQuestion, customersOf, type PickedCustomers } from './questions/customers.ts'
import { type Distribution, distributionOf } from './questions/distribution.ts'
import { type Flows, flowsBetween } from './questions/flows.ts'
import { type Money, type MoneyQuestion, moneyOf } from './questions/money.ts'
import { type RowCounts, rowCounts } from './questions/row-counts.ts'

/** Something that a part of the page wants to know of everyone; it is answered anew after each edit. */
export type Question =
  /** The histogram of a fact or a node, as edited. */
  | { readonly ask: 'distribution'; readonly of: string }
  /** For how many customers each row of a table applies, as edited. */
  | { readonly ask: 'rows'; readonly table: string }
  /** Who goes from which value of a class to which. */
  | { readonly ask: 'flows'; readonly of: string }
  /** How many customers stand in each cell of a matrix. */
  | { readonly ask: 'cells'; readonly matrix: string }
  /** How far a campaign reaches, as edited. */
  | { readonly ask: 'campaign'; readonly campaign: string }
  | ({ readonly ask: 'money' } & MoneyQuestion)
  /** A page of those who are picked. */
  | ({ readonly ask: 'customers' } & CustomersQuestion)

/** What was found; nothing when the playbook has nothing of that name. */
export type Answer =
  | { readonly ask: 'distribution'; readonly found: Distribution }
  | { readonly ask: 'rows'; readonly found: RowCounts }
  | { readonly ask: 'flows'; readonly found: Flows }
  | { readonly ask: 'cells'; readonly found: Cells }
  | { readonly ask: 'campaign'; readonly found: CampaignReach }
  | { readonly ask: 'money'; readonly found: Money }
  | { readonly ask: 'customers'; readonly found: PickedCustomers }

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
    case 'flows': {
      const found = flowsBetween(everyone, question.of)
      return found && { ask: 'flows', found }
    }
    case 'cells': {
      const found = cellsOf(everyone, question.matrix)
      return found && { ask: 'cells', found }
    }
    case 'campaign': {
      const found = campaignReach(everyone, question.campaign)
      return found && { ask: 'campaign', found }
    }
    case 'money': {
      const found = moneyOf(everyone, question)
      return found && { ask: 'money', found }
    }
    case 'customers':
      return { ask: 'customers', found: customersOf(everyone, question) }
  }
}
