import { type Playbook, parsePlaybook } from '@branch-playbook/engine'
import type { Edit } from '../document/history.ts'
import { withValue } from '../document/path.ts'

/** The playbook after edits; as it was, should they leave it without the form of one. */
export function edited(playbook: Playbook, edits: readonly Edit[]): Playbook {
  const document = edits.reduce<unknown>(
    (value, { path, value: next }) => withValue(value, path, next),
    playbook,
  )
  const parsed = parsePlaybook(document)
  return parsed.ok ? parsed.value : playbook
}

/** The edit that replaces a node, at its place. */
export const nodeEdit = ({ nodes }: Playbook, id: string, value: unknown): Edit => ({
  path: ['nodes', nodes.findIndex((node) => node.id === id)],
  value,
})
