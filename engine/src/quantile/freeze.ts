import { check } from '../check/check.ts'
import { orderNodes } from '../check/order.ts'
import { compile } from '../evaluate/columns/compile.ts'
import { planChecked } from '../plan/plan.ts'
import type { Run } from '../plan/run.ts'
import type { Playbook, PlaybookNode } from '../playbook/playbook.ts'
import type { Column } from '../population/column.ts'
import type { Population } from '../population/population.ts'
import { isError, type Problem, problem } from '../problem/problem.ts'
import { type Cuts, cutAt, freezeCuts, sizesOf, sortedKnown } from './cuts.ts'

/** The cuts of one node, and how many customers each part has; from the lowest part up. */
export interface FrozenCuts extends Cuts {
  readonly node: string
}

export type Frozen =
  | { readonly ok: true; readonly playbook: Playbook; readonly frozen: readonly FrozenCuts[] }
  | { readonly ok: false; readonly problems: readonly Problem[] }

type Node<Kind extends PlaybookNode['kind']> = Extract<PlaybookNode, { kind: Kind }>
type Tier = Node<'tier'>
type Rank = Node<'measure'> & {
  readonly calculation: Extract<Node<'measure'>['calculation'], { method: 'rank' }>
}

/**
 * Fills in the cuts of all ranks and of all tiers by share, from the customers of a population on the day of the
 * run. Cuts that were there are made anew. A node that rests on another such node is cut after it.
 *
 * The cuts become part of the playbook, and so of its identity: the version means the same every day, and nobody
 * changes tier because others rose. Problems come back when the playbook is wrong otherwise, when nobody has a
 * value to divide by, or when ties would leave a tier empty.
 */
export function freezeQuantiles(playbook: Playbook, population: Population, run: Run): Frozen {
  let current: Playbook = { ...playbook, nodes: playbook.nodes.map(provisional) }
  const problems = check(current).filter(isError)
  const order = orderNodes(current)
  if (problems.length > 0 || !order.ok) return { ok: false, problems }
  const frozen: FrozenCuts[] = []
  for (const { id } of order.nodes) {
    const at = current.nodes.findIndex((node) => node.id === id)
    const node = current.nodes[at]
    if (!node || !(isRank(node) || isShared(node))) continue
    const reference = isRank(node) ? node.calculation.of : node.of
    const values = valuesOf(current, reference, population, run)
    const cut = isRank(node) ? cutRank(node, values, at) : cutTier(node, values, at)
    if (!cut.ok) return { ok: false, problems: [cut.problem] }
    frozen.push({ node: id, ...cut.cuts })
    current = { ...current, nodes: current.nodes.with(at, cut.node) }
  }
  return { ok: true, playbook: current, frozen }
}

const isRank = (node: PlaybookNode): node is Rank =>
  node.kind === 'measure' && node.calculation.method === 'rank'

const isShared = (node: PlaybookNode): node is Tier =>
  node.kind === 'tier' && node.bands.some(({ top }) => top !== undefined)

/** The node with cuts that make it right until its own are known. */
function provisional(node: PlaybookNode): PlaybookNode {
  if (isRank(node)) return { ...node, calculation: { ...node.calculation, cuts: [] } }
  if (!isShared(node)) return node
  const last = node.bands.length - 1
  return { ...node, bands: node.bands.map((band, at) => (at < last ? { ...band, from: last - at } : band)) }
}

function valuesOf(playbook: Playbook, reference: string, population: Population, run: Run): Column {
  const fact = population.columns.get(reference)
  if (fact) return fact
  const { columns } = compile(planChecked(playbook), { wanted: [reference] }).decide(population, run)
  return columns.get(reference) ?? new Float64Array()
}

type Cut =
  | { readonly ok: true; readonly node: PlaybookNode; readonly cuts: Cuts }
  | { readonly ok: false; readonly problem: Problem }

function cutRank(node: Rank, values: Column, at: number): Cut {
  const { of, parts } = node.calculation
  const cuts = freezeCuts(values, parts)
  if (cuts.sizes.every((size) => size === 0)) return nothingToCut(of, at)
  return { ok: true, node: { ...node, calculation: { ...node.calculation, cuts: [...cuts.cuts] } }, cuts }
}

/** Shares have four decimals of a percent. */
const PARTS = 1_000_000

function cutTier(node: Tier, values: Column, at: number): Cut {
  const sorted = sortedKnown(values)
  const [lowest] = sorted
  if (lowest === undefined) return nothingToCut(node.of, at)
  const thresholds = node.bands.slice(0, -1).map(({ top = 0 }) => {
    const below = PARTS - Math.round((top * PARTS) / 100)
    return cutAt(sorted, { of: below, in: PARTS })
  })
  const empty = node.bands.findIndex((_, place) => {
    const [own = lowest, above = Number.POSITIVE_INFINITY] = [thresholds[place], thresholds[place - 1]]
    return own >= above
  })
  if (empty >= 0) {
    const values = { reference: node.of, name: node.bands[empty]?.name ?? '' }
    return { ok: false, problem: problem('cuts_coincide', ['nodes', at, 'bands', empty], values) }
  }
  const bands = node.bands.map((band, place) => {
    const from = thresholds[place]
    return from === undefined ? band : { ...band, from }
  })
  const cuts = thresholds.toReversed()
  return { ok: true, node: { ...node, bands }, cuts: { cuts, sizes: sizesOf(sorted, cuts) } }
}

const nothingToCut = (reference: string, at: number): Cut => ({
  ok: false,
  problem: problem('no_values_to_cut', ['nodes', at], { reference }),
})
