import type { Playbook } from '@branch-playbook/engine'
import type { Command } from '../commands/command.ts'
import type { TextKey } from '../locale/text.ts'
import { endsOf } from './graph.ts'
import { nodesIn } from './nodes-in.ts'
import { groupOf, isNode, noteOf } from './selection.ts'

/** Where the keys of the canvas work. */
const CANVAS = '.react-flow'
/** Where those that are about the one thing with the keyboard do. */
export const ON_NODE = '.react-flow__node'

/** A command of the canvas, called by its text, with keys that work there. */
export const command = (
  name: TextKey,
  keys: readonly string[],
  run: () => void,
  more: Partial<Command> = {},
): Command => ({ id: name, name, group: 'canvas', keys, within: CANVAS, run, ...more })

/** What of the canvas is chosen, by what it is. */
export interface Chosen {
  readonly all: ReadonlySet<string>
  /** Ids of the playbook. */
  readonly nodes: readonly string[]
  readonly notes: readonly string[]
  readonly groups: readonly string[]
  /** The ends of the connection that is chosen. */
  readonly edge: { readonly source: string; readonly target: string } | null
}

export function chosenOf(playbook: Playbook, all: ReadonlySet<string>, edge: string | null): Chosen {
  return {
    all,
    nodes: nodesIn(playbook, all),
    notes: [...all].flatMap((id) => noteOf(id) ?? []),
    groups: [...all].flatMap((id) => groupOf(id) ?? []),
    edge: edge === null ? null : endsOf(edge),
  }
}

/** What on the canvas has the keyboard. */
export const focused = (): string | null =>
  document.activeElement?.closest(ON_NODE)?.getAttribute('data-id') ?? null

/** Nodes and notes: what has a place of its own. */
export const thingsOf = ({ all }: Chosen): readonly string[] =>
  [...all].filter((id) => isNode(id) || noteOf(id) !== null)
