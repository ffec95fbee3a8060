import {
  arbitrationParts,
  type Column,
  type Decisions,
  type Quota,
  type Ranking,
} from '@branch-playbook/engine'
import type { PreparedPlaybook } from './prepared-playbook.ts'

/** What the lists are made from: decisions, and how to rank them. */
export interface Ranked {
  readonly decisions: Decisions
  readonly ranking: Ranking
}

const MERGED = 'merged'
const CODES = 256

/**
 * The decisions of several versions as if one had made them: every customer has what his own version decided.
 * Scores of different versions compare, as each is value x propensity x urgency on the same scale.
 *
 * A campaign that several versions have counts its quotas over all of them; where they differ, those of the
 * version that comes first hold.
 */
export function merged(
  arms: readonly PreparedPlaybook[],
  decided: readonly Decisions[],
  armOf: Uint8Array,
): Ranked {
  const campaigns = new Map<string, Quota>()
  for (const { ranking } of arms) {
    for (const quota of ranking.quotas) {
      if (campaigns.has(quota.campaign)) continue
      if (campaigns.size >= CODES - 1) throw new Error(`More than ${CODES - 1} campaigns have a quota`)
      campaigns.set(quota.campaign, { ...quota, source: campaigns.size + 1 })
    }
  }
  const namesOf = ({ arbitration: { id } }: PreparedPlaybook) => ({ ...arbitrationParts(id), action: id })
  const each = (part: 'action' | 'score' | 'minutes' | 'source') =>
    arms.map((arm, place) => columnOf(decided[place], namesOf(arm)[part]))
  const names = arbitrationParts(MERGED)
  return {
    decisions: {
      count: armOf.length,
      columns: new Map([
        [MERGED, ownRows(each('action'), armOf)],
        [names.score, ownRows(each('score'), armOf)],
        [names.minutes, ownRows(each('minutes'), armOf)],
        [
          names.source,
          recoded(
            each('source'),
            armOf,
            arms.map((arm) => codesOf(arm, campaigns)),
          ),
        ],
      ]),
    },
    ranking: { arbitration: MERGED, quotas: [...campaigns.values()] },
  }
}

/** A column in which every customer has the value that his own version gave him. */
function ownRows(columns: readonly Column[], armOf: Uint8Array): Column {
  const own = columns[0]?.slice() ?? new Uint8Array(armOf.length)
  armOf.forEach((arm, row) => {
    if (arm > 0) own[row] = columns[arm]?.[row] ?? 0
  })
  return own
}

const recoded = (columns: readonly Column[], armOf: Uint8Array, codes: readonly Uint8Array[]): Uint8Array =>
  armOf.map((arm, row) => codes[arm]?.[columns[arm]?.[row] ?? 0] ?? 0)

/** For each code of a version's sources the code that its campaign has in common; 0 when nothing limits it. */
function codesOf({ plan, arbitration }: PreparedPlaybook, campaigns: ReadonlyMap<string, Quota>): Uint8Array {
  const type = plan.types.get(arbitrationParts(arbitration.id).source)
  const codes = new Uint8Array(CODES)
  if (type?.kind !== 'class') return codes
  type.values.forEach((source, place) => {
    codes[place + 1] = campaigns.get(source)?.source ?? 0
  })
  return codes
}

function columnOf(decisions: Decisions | undefined, name: string): Column {
  const column = decisions?.columns.get(name)
  if (!column) throw new Error(`The lists need the outcome "${name}"`)
  return column
}
