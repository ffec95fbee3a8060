import {
  compile,
  type DailyLists,
  dailyLists,
  newDecisions,
  type Plan,
  type Ranking,
  rankingOf,
} from '@branch-playbook/engine'
import { scan } from '../population.ts'
import type { Peer } from './peer.ts'

/** Deciding everybody with the columns evaluator. */
export const columns: Peer = {
  async prepare(plan, make, run) {
    const crowd = make()
    const decider = compile(plan)
    const decisions = newDecisions(decider.wanted, crowd.count, crowd.arena)
    return {
      async run() {
        decider.decide(crowd, run, decisions)
      },
      outcome: async () => decisions,
    }
  },
}

/** Deciding everybody and making all advisers' lists. */
export const columnsWithLists: Peer = {
  async prepare(plan, make, run) {
    const crowd = make()
    const decider = compile(plan)
    const decisions = newDecisions(decider.wanted, crowd.count, crowd.arena)
    const ranking = rankingFor(plan)
    let lists: DailyLists | undefined
    return {
      async run() {
        lists = dailyLists(decider.decide(crowd, run, decisions), ranking, crowd)
      },
      outcome: async () => ({ ...decisions, ...(lists && { lists }) }),
    }
  },
}

export function rankingFor(plan: Plan): Ranking {
  const ranking = rankingOf(plan)
  if (!ranking) throw new Error('The playbook has no arbitration')
  return ranking
}

/** The least there is to do: reading every input once. */
export const bareScan: Peer = {
  async prepare(_plan, make) {
    const crowd = make()
    let total = 0
    return {
      async run() {
        total += scan(crowd)
      },
      async outcome() {
        if (total === 0) throw new Error('The scan summed nothing')
        return { columns: new Map() }
      },
    }
  },
}
