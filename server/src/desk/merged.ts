import {
  arbitrationParts,
  type Column,
  type Decisions,
  type Limits,
  type Quota,
  type Ranking,
  type Steps,
} from '@branch-playbook/engine'
import type { Arms } from './assigned.ts'
import type { OwnDecisions } from './own-customers.ts'
import type { PreparedPlaybook } from './prepared-playbook.ts'

/** What the lists are made from: decisions, and how to rank them. */
export interface Ranked {
  readonly decisions: Decisions
  readonly ranking: Ranking
}

const MERGED = 'merged'
const CODES = 256

/**
 * The quotas of campaigns over several versions. A campaign that several have counts them over all. Those of the
 * version that comes first hold, but that in a branch those of the version that decides most of its customers do
 * (`leadingIn`, by the place of the branch): so a branch with numbers of its own goes by them.
 */
export function sharedQuotas(
  arms: readonly PreparedPlaybook[],
  leadingIn: readonly PreparedPlaybook[],
): ReadonlyMap<string, Quota> {
  const campaigns = new Map<string, Quota>()
  for (const { ranking } of arms) {
    for (const quota of ranking.quotas) {
      if (campaigns.has(quota.campaign)) continue
      if (campaigns.size >= CODES - 1) throw new Error(`More than ${CODES - 1} campaigns have a quota`)
      const own = ownLimits(quota, leadingIn)
      campaigns.set(quota.campaign, { ...quota, source: campaigns.size + 1, ...(own.size > 0 && { own }) })
    }
  }
  return campaigns
}

/**
 * The decisions of several versions as if one had made them: every customer has what his own version decided.
 * Scores of different versions compare, as each is value x propensity x urgency on the same scale. `campaigns` are
 * the quotas over all versions, see `sharedQuotas`. In steps.
 */
export function* merged(
  arms: readonly PreparedPlaybook[],
  decided: readonly OwnDecisions[],
  armOf: Arms,
  campaigns: ReadonlyMap<string, Quota>,
): Steps<Ranked> {
  const namesOf = ({ arbitration: { id } }: PreparedPlaybook) => ({ ...arbitrationParts(id), action: id })
  const each = (part: 'action' | 'score' | 'minutes' | 'source') =>
    arms.map((arm, place) => ({
      rows: decided[place]?.rows ?? null,
      column: columnOf(decided[place]?.decisions, namesOf(arm)[part]),
    }))
  const names = arbitrationParts(MERGED)
  const columns = new Map<string, Column>()
  for (const part of ['action', 'score', 'minutes'] as const) {
    columns.set(part === 'action' ? MERGED : names[part], ownRows(each(part), armOf))
    yield
  }
  const codes = arms.map((arm) => codesOf(arm, campaigns))
  columns.set(names.source, recoded(each('source'), armOf, codes))
  return {
    decisions: { count: armOf.length, columns },
    ranking: { arbitration: MERGED, quotas: [...campaigns.values()] },
  }
}

/** The limits of a campaign in the branches where they are others. */
function ownLimits(quota: Quota, leadingIn: readonly PreparedPlaybook[]): Map<number, Limits> {
  const own = new Map<number, Limits>()
  leadingIn.forEach(({ ranking }, branch) => {
    const found = ranking.quotas.find(({ campaign }) => campaign === quota.campaign)
    if (!found) return
    // A version decides for its own customers only: what the whole bank may do it cannot raise.
    const limits = { ...found, bank: Math.min(found.bank, quota.bank) }
    if (LIMITS.some((each) => limits[each] !== quota[each])) own.set(branch, limits)
  })
  return own
}

const LIMITS = ['bank', 'branch', 'adviser'] as const

/** A column of what a version decided, see `OwnDecisions`. */
interface OwnColumn {
  readonly rows: Int32Array | null
  readonly column: Column
}

/** A column in which every customer has the value that his own version gave him. */
function ownRows(columns: readonly OwnColumn[], armOf: Arms): Column {
  const everywhere = columns.find(({ rows }) => rows === null)?.column
  const own = everywhere?.slice() ?? sameKind(columns[0]?.column, armOf.length)
  spread(columns, armOf, (row, value) => {
    own[row] = value
  })
  return own
}

/** A column of the kind of another, for so many customers. */
function sameKind(column: Column | undefined, count: number): Column {
  if (column instanceof Float64Array) return new Float64Array(count)
  return column instanceof Int32Array ? new Int32Array(count) : new Uint8Array(count)
}

function recoded(columns: readonly OwnColumn[], armOf: Arms, codes: readonly Uint8Array[]): Uint8Array {
  const own = new Uint8Array(armOf.length)
  spread(columns, armOf, (row, value, arm) => {
    own[row] = codes[arm]?.[value] ?? 0
  })
  return own
}

/** Hands out for every row the value that its own version gave it. */
function spread(
  columns: readonly OwnColumn[],
  armOf: Arms,
  put: (row: number, value: number, arm: number) => void,
): void {
  const everywhere = columns.map(({ rows, column }) => (rows === null ? column : null))
  armOf.forEach((arm, row) => {
    const column = everywhere[arm]
    if (column) put(row, column[row] ?? 0, arm)
  })
  columns.forEach(({ rows, column }, arm) => {
    rows?.forEach((row, at) => {
      put(row, column[at] ?? 0, arm)
    })
  })
}

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
