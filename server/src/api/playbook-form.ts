import { type Playbook, parsePlaybook } from '@branch-playbook/engine'
import { Refusal } from './problem.ts'

/** A playbook of thousands of nodes; what is larger would keep the check, and with it everybody, waiting. */
const MOST_MEGABYTES = 4

/** Refuses what is too large, has not the form of a playbook, or is another one. */
export function requireForm(document: Record<string, unknown>, id?: string): Playbook {
  if (JSON.stringify(document).length > MOST_MEGABYTES * 1024 * 1024)
    throw new Refusal('playbook_too_large', { megabytes: MOST_MEGABYTES })
  const parsed = parsePlaybook(document)
  if (!parsed.ok) throw new Refusal('playbook_unreadable', {}, { problems: parsed.problems })
  if (id !== undefined && parsed.value.id !== id)
    throw new Refusal('playbook_of_other_id', { found: parsed.value.id, expected: id })
  return parsed.value
}
