import type { Item } from './tree-of.ts'

interface Standing {
  readonly at: Item | null
  readonly marked: readonly string[]
}

/** The nodes that a command is about: those marked together, else the one where the keyboard is. */
export function subjects({ at, marked }: Standing): readonly string[] {
  if (marked.length > 1) return marked
  const node = subject({ at, marked })
  return node === null ? [] : [node]
}

/** The node where the keyboard is: on it, or on one of its connections. */
export const subject = ({ at }: Standing): string | null =>
  at?.is === 'node' || at?.is === 'link' ? at.node : null
