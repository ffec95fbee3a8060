import type { Playbook, PlaybookNode } from '../playbook/playbook.ts'
import type { LearningCell, Segmentation } from './cell.ts'
import type { Predictor } from './rates.ts'

type NodeOf<Kind extends PlaybookNode['kind']> = Extract<PlaybookNode, { kind: Kind }>
type Source = NodeOf<'coverage'> | NodeOf<'trigger'> | NodeOf<'campaign'>

/** What of a playbook the likelihoods rest on. */
export interface Likelihoods {
  readonly strategies: NodeOf<'matrix'> | null
  /** The node that gives the tier by which contacts are counted; null for a playbook without one. */
  readonly tier: string | null
  /** The nodes that put customers on the list. */
  readonly sources: readonly Source[]
}

export function likelihoodsOf({ nodes }: Pick<Playbook, 'nodes'>): Likelihoods {
  const list = nodes.find((node) => node.kind === 'arbitration')
  const strategies = nodes.find((node) => node.kind === 'matrix' && node.id === list?.strategy)
  const sources = nodes.filter(
    (node): node is Source => node.kind === 'coverage' || node.kind === 'trigger' || node.kind === 'campaign',
  )
  const duty = sources.find(({ id }) => id === list?.coverage[0])
  return {
    strategies: strategies?.kind === 'matrix' ? strategies : null,
    tier: duty?.kind === 'coverage' ? duty.tier : (nodes.find(({ kind }) => kind === 'tier')?.id ?? null),
    sources,
  }
}

/** The name by which a playbook refers to a segmentation; null when it has no such class. */
export const classBy = ({ strategies, tier }: Likelihoods, by: Segmentation): string | null =>
  by === 'tier' ? tier : (strategies?.id ?? null)

/** How likely a playbook has it that a contact is worth its time, from 0 to 1; 0 where it knows no such strategy. */
export function presentOf(likelihoods: Likelihoods): Predictor {
  const { strategies, sources } = likelihoods
  const own = new Map(sources.map(({ id, propensity }) => [id, propensity]))
  const ofStrategy = new Map(strategies?.strategies.map(({ id, propensity }) => [id, propensity]))
  return (cell) => {
    const propensity = own.get(cell.source)
    const rate = propensity?.rates[segmentIn(likelihoods, propensity.by, cell) ?? '']
    return (rate?.percent ?? ofStrategy.get(cell.strategy ?? '') ?? 0) / 100
  }
}

/** Contacts are counted by tier and by strategy: of any other class nothing is known of them. */
const segmentIn = (
  { strategies, tier }: Likelihoods,
  by: string,
  cell: Pick<LearningCell, 'tier' | 'strategy'>,
): string | null => (by === tier ? cell.tier : by === strategies?.id ? cell.strategy : null)
