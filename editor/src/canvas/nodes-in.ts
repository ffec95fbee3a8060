import type { Playbook } from '@branch-playbook/engine'
import { groupOnCanvas, isNode } from './selection.ts'

/** The nodes among what is chosen; of a group those that are in it. */
export function nodesIn(playbook: Playbook | null, chosen: ReadonlySet<string>): string[] {
  const members = (playbook?.groups ?? []).flatMap(({ id, nodes }) =>
    chosen.has(groupOnCanvas(id)) ? nodes : [],
  )
  return [...new Set([...[...chosen].filter(isNode), ...members])]
}
