import type { Playbook } from '@branch-playbook/engine'
import { namedValues } from '../document/values.ts'

/** The tier by which the coverage goes; the first one when there is no coverage. */
export function mainTier({ nodes }: Playbook): string | null {
  const coverage = nodes.find((node) => node.kind === 'coverage')
  const tiers = nodes.filter(({ kind }) => kind === 'tier')
  const followed = tiers.find(({ id }) => coverage?.kind === 'coverage' && id === coverage.tier)
  return (followed ?? tiers[0])?.id ?? null
}

/** The matrix that gives the strategies; the first one. */
export const mainMatrix = ({ nodes }: Playbook): string | null =>
  nodes.find(({ kind }) => kind === 'matrix')?.id ?? null

/** The amount by which the lists value customers; the first of the playbook when that is no amount. */
export function mainAmount(playbook: Playbook): string | null {
  const amounts = amountsOf(playbook)
  const arbitration = playbook.nodes.find((node) => node.kind === 'arbitration')
  const value = arbitration?.kind === 'arbitration' ? arbitration.value : null
  return amounts.find((name) => name === value) ?? amounts[0] ?? null
}

/** Everything that is an amount of money: first what the nodes make of the facts. */
export function amountsOf(playbook: Playbook): string[] {
  const amounts = [...namedValues(playbook).values()].filter(({ type }) => type.kind === 'money')
  return amounts
    .toSorted((one, other) => Number(one.kind === null) - Number(other.kind === null))
    .map(({ name }) => name)
}
