import { edgesOf } from '../check/references.ts'
import type { Locale } from '../locale/locale.ts'
import { message } from '../locale/messages.ts'
import type { BoundNode } from '../nodes/kind.ts'
import type { Plan } from '../plan/plan.ts'
import { splitReference } from '../values/fields.ts'
import { FigureWords } from './figure-words.ts'
import type { DecisionView, Figure, Reason } from './reason.ts'
import { sentence } from './sentence.ts'

/** One link of the chain of reasons behind an outcome: a node with its reasons, or a fact, where the chain ends. */
export interface Link {
  /** The id of the node, or the name of the fact. */
  readonly name: string
  /** The outcome of the node or the value of the fact; null for a node without a single value. */
  readonly figure: Figure | null
  /** Why it came out so, nearest first; none for a fact. */
  readonly reasons: readonly Reason[]
  /** What that rests on, in the order in which the node names it; each in full only where it first comes up. */
  readonly rests: readonly Link[]
}

/**
 * The chain of reasons of a node's outcome down to the facts of the customer. Duties, events and campaigns that do not
 * call for the customer had no part in what rests on them and are left out. Null when there is no such node.
 */
export function reasonChain(plan: Plan, view: DecisionView, outcome: string): Link | null {
  const nodes = new Map(plan.nodes.map((bound) => [bound.node.id, bound]))
  const root = nodes.get(splitReference(outcome).node)
  return root ? new Chain(plan, nodes, view).of(root) : null
}

class Chain {
  readonly #plan: Plan
  readonly #nodes: ReadonlyMap<string, BoundNode>
  readonly #view: DecisionView
  readonly #told = new Set<string>()

  constructor(plan: Plan, nodes: ReadonlyMap<string, BoundNode>, view: DecisionView) {
    this.#plan = plan
    this.#nodes = nodes
    this.#view = view
  }

  of(bound: BoundNode): Link {
    const { id } = bound.node
    const figure = this.#plan.types.has(id) ? this.#view.figure(id) : null
    if (this.#told.has(id)) return { name: id, figure, reasons: [], rests: [] }
    this.#told.add(id)
    const names = new Set(edgesOf(bound.node).map(({ to }) => to))
    return {
      name: id,
      figure,
      reasons: bound.explain(this.#view),
      rests: [...names].flatMap((name) => this.#named(name)),
    }
  }

  #named(name: string): Link[] {
    const bound = this.#nodes.get(name)
    if (!bound) return [{ name, figure: this.#view.figure(name), reasons: [], rests: [] }]
    const isSilent = bound.occasion(this.#view) !== null && this.#view.value(name) !== true
    return isSilent ? [] : [this.of(bound)]
  }
}

/** A sentence of a chain, and how far it is from the outcome that is explained. */
export interface ChainSentence {
  readonly depth: number
  readonly text: string
}

/** A chain in sentences, each node before what it rests on. */
export function chainSentences(plan: Plan, chain: Link, locale: Locale): ChainSentence[] {
  const words = new FigureWords(plan, locale)
  const told = ({ name, figure, reasons, rests }: Link, depth: number): ChainSentence[] => {
    const own =
      reasons.length > 0
        ? reasons.map((reason) => sentence(reason, locale, plan.playbook.currency))
        : figure
          ? [
              message(locale, 'reason.figure_known', {
                name: words.name(name),
                value: words.value(name, figure.value),
              }),
            ]
          : []
    return [...own.map((text) => ({ depth, text })), ...rests.flatMap((link) => told(link, depth + 1))]
  }
  return told(chain, 0)
}
