import { useContext, useEffect } from 'react'
import { LookedAt } from '../document/shown.ts'
import { type Answer, keyOf, type Question } from './question.ts'
import type { Distribution } from './questions/distribution.ts'
import type { RowCounts } from './questions/row-counts.ts'
import { useSimulation } from './store.ts'

/**
 * Asks the worker something about everyone while the component is there, again after each edit. Null until it is
 * answered, when there is nothing of that name, and for a playbook that is only looked at.
 */
export function useAnswer(question: Question | null): Answer | null {
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
