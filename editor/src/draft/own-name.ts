import type { Bilingual, Playbook } from '@branch-playbook/engine'

/** What a playbook itself calls an entry of one of its lists; undefined when it has no such entry, or no name for it. */
export function ownName(playbook: Playbook, part: string, key: string): Bilingual | string | undefined {
  switch (part) {
    case 'nodes':
    case 'layout':
      return playbook.nodes.find(({ id }) => id === key)?.name
    case 'facts':
      return playbook.facts.find(({ name }) => name === key)?.label
    case 'invariants':
      return playbook.invariants?.find(({ id }) => id === key)?.name
    case 'groups':
      return playbook.groups?.find(({ id }) => id === key)?.name
    case 'notes':
      return playbook.notes?.find(({ id }) => id === key)?.text
    default:
      return undefined
  }
}
