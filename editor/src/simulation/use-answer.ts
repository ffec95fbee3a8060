import { useContext, useEffect } from 'react'
import { LookedAt } from '../document/shown.ts'
import { type Answer, keyOf, type Question } from './question.ts'
import type { CampaignReach } from './questions/campaign-reach.ts'
import type { Cells } from './questions/cells.ts'
import type { CustomersQuestion, PickedCustomers } from './questions/customers.ts'
import type { Distribution } from './questions/distribution.ts'
import type { Flows } from './questions/flows.ts'
import type { Money, MoneyQuestion } from './questions/money.ts'
import type { RowCounts } from './questions/row-counts.ts'
import { useSimulation } from './store.ts'

/**
 * Asks the worker something about everyone while the component is there, again after each edit. Null until it is
 * answered, when there is nothing of that name, and for a playbook that is only looked at.
 */
function useAnswer(question: Question | null): Answer | null {
  const edited = useContext(LookedAt) === null
  const key = question && edited ? keyOf(question) : null
  const ask = useSimulation((state) => state.ask)
  useEffect(() => {
    if (question && key !== null) return ask(question)
    return
    // The key stands for the question, which is another object at each render.
  }, [key, ask])
  return useSimulation((state) => (key === null ? null : (state.answers.get(key) ?? null)))
}

/**
 * The histogram of a fact or of a node's number over all customers, under the playbook as it is edited; null until
 * it is counted, and for flags and classes. It is counted in the worker, once for each meaning of the figure.
 */
export function useDistribution(name: string | null): Distribution | null {
  const answer = useAnswer(name === null ? null : { ask: 'distribution', of: name })
  return answer?.ask === 'distribution' ? answer.found : null
}

/** For how many customers each row of a decision table applies, under the playbook as it is edited. */
export function useRowCounts(table: string): RowCounts | null {
  const answer = useAnswer({ ask: 'rows', table })
  return answer?.ask === 'rows' ? answer.found : null
}

/** How many customers go from which value of a class to which by the edits. */
export function useFlows(node: string): Flows | null {
  const answer = useAnswer({ ask: 'flows', of: node })
  return answer?.ask === 'flows' ? answer.found : null
}

/** How many customers stand in each cell of a matrix, before and after the edits. */
export function useCells(matrix: string): Cells | null {
  const answer = useAnswer({ ask: 'cells', matrix })
  return answer?.ask === 'cells' ? answer.found : null
}

/** How far a campaign reaches, under the playbook as it is edited. */
export function useCampaignReach(campaign: string): CampaignReach | null {
  const answer = useAnswer({ ask: 'campaign', campaign })
  return answer?.ask === 'campaign' ? answer.found : null
}

/** An amount added up over customers, before and after the edits. */
export function useMoney(question: MoneyQuestion): Money | null {
  const answer = useAnswer({ ask: 'money', ...question })
  return answer?.ask === 'money' ? answer.found : null
}

/** A page of the customers who are picked, with their figures before and after the edits. */
export function usePicked(question: CustomersQuestion): PickedCustomers | null {
  const answer = useAnswer({ ask: 'customers', ...question })
  return answer?.ask === 'customers' ? answer.found : null
}
