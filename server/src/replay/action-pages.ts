import { deserialize, serialize } from 'node:v8'
import type { StoredAction } from '../store/runs.ts'

const ACTIONS_A_PAGE = 2_000

/**
 * Actions on their way out of the thread that decided them, as bytes: those of a large bank in one piece would hold
 * up whoever takes them for half a second.
 */
export function inPages(actions: readonly StoredAction[]): Uint8Array[] {
  const pages: Uint8Array[] = []
  for (let from = 0; from < actions.length; from += ACTIONS_A_PAGE)
    pages.push(serialize(actions.slice(from, from + ACTIONS_A_PAGE)))
  return pages
}

/** The actions of a page. */
export const actionsIn = (page: Uint8Array): readonly StoredAction[] => deserialize(page)
