import type { Action } from '../api/branches.ts'

/** How an entry was ranked and that it is allowed is no news to whoever works the list. */
const DETAILS: ReadonlySet<string> = new Set(['action_scored', 'action_value', 'permission_allowed'])

const AT_A_GLANCE = 2

/** The reasons that are read at a glance; the rest unfold. */
export const firstReasons = (reasons: Action['reasons']): Action['reasons'] =>
  tellingReasons(reasons).slice(0, AT_A_GLANCE)

/** The reasons that tell whoever works the list something. */
export const tellingReasons = (reasons: Action['reasons']): Action['reasons'] =>
  reasons.filter(({ code }) => !DETAILS.has(code))
