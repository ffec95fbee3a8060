import { namesOf } from '../check/scope.ts'
import type { Learned, Propensity } from '../nodes/propensity.ts'
import type { Playbook } from '../playbook/playbook.ts'
import type { Path } from '../values/walk.ts'
import type { Segmentation } from './cell.ts'
import { classBy, likelihoodsOf } from './present.ts'
import type { LearnedRate } from './rates.ts'

/** What was learned from, the same for all that was learned at a time. */
export type LearningBasis = Pick<Learned, 'success' | 'from' | 'until' | 'evidence'>

/** A change of a playbook: the value that is to stand at a path. */
export interface Proposal {
  readonly path: Path
  readonly value: unknown
}

/**
 * The changes of a playbook that put learned numbers into it, each with what it was learned from; none for none.
 * Segments of a node that are not among them keep their numbers where they have any by the same class. What the
 * playbook does not have, such as a strategy that is gone, is left out, and so is what too few contacts were seen of.
 */
export function proposalsFor(
  playbook: Playbook,
  by: Segmentation,
  rates: readonly LearnedRate[],
  basis: LearningBasis,
): Proposal[] {
  const likelihoods = likelihoodsOf(playbook)
  const place = (id: string | undefined) => playbook.nodes.findIndex((node) => node.id === id)
  const wanted = rates.filter(({ isEnough }) => isEnough)
  const { strategies } = likelihoods
  const ofStrategies = wanted
    .filter(({ source }) => source === null)
    .flatMap((rate): Proposal[] => {
      const at = strategies?.strategies.findIndex(({ id }) => id === rate.segment) ?? -1
      const path: Path = ['nodes', place(strategies?.id), 'strategies', at]
      return at < 0
        ? []
        : [
            { path: [...path, 'propensity'], value: rate.estimate },
            { path: [...path, 'learned'], value: learnedOf(rate, basis) },
          ]
    })
  const name = classBy(likelihoods, by)
  const type = name === null ? undefined : namesOf(playbook).value(name)?.type
  if (name === null || type?.kind !== 'class') return ofStrategies
  const ofNodes = likelihoods.sources.flatMap((node): Proposal[] => {
    const own = new Map(
      wanted
        .filter(({ source, segment }) => source === node.id && type.values.includes(segment))
        .map((rate) => [rate.segment, rate]),
    )
    if (own.size === 0) return []
    const before = node.propensity?.by === name ? node.propensity.rates : {}
    const value: Propensity = {
      by: name,
      rates: Object.fromEntries(
        type.values.map((segment) => {
          const rate = own.get(segment)
          return [
            segment,
            rate ? { percent: rate.estimate, learned: learnedOf(rate, basis) } : (before[segment] ?? null),
          ]
        }),
      ),
    }
    return [{ path: ['nodes', place(node.id), 'propensity'], value }]
  })
  return [...ofStrategies, ...ofNodes]
}

const learnedOf = (
  { tries, successes, estimate }: LearnedRate,
  { success, from, until, evidence }: LearningBasis,
): Learned => ({ success, from, until, tries, successes, estimate, evidence })
