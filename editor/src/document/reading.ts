import {
  isError,
  type Parsed,
  type Plan,
  type Playbook,
  type Problem,
  parsePlaybook,
  plan,
} from '@branch-playbook/engine'

/** What the engine makes of a document. */
export interface Reading {
  /** Null when the document does not have the shape of a playbook. */
  readonly playbook: Playbook | null
  /** Null when it has errors. */
  readonly plan: Plan | null
  /** Errors, the most urgent first; or warnings, which take longer to find and come later. */
  readonly problems: readonly Problem[]
}

export function read(document: unknown): Reading {
  const parsed = parsePlaybook(document)
  if (!isPlaybook(document, parsed)) return { playbook: null, plan: null, problems: parsed.problems }
  const planned = plan(document)
  if (planned.ok) return { playbook: document, plan: planned.plan, problems: [] }
  return { playbook: document, plan: null, problems: planned.problems.toSorted(errorsFirst) }
}

/** Whether it may be sent to the server: it is an object, right or wrong. */
export const isDocument = (document: unknown): document is Record<string, unknown> =>
  typeof document === 'object' && document !== null && !Array.isArray(document)

const errorsFirst = (left: Problem, right: Problem): number => Number(isError(right)) - Number(isError(left))

/**
 * The schema changes nothing, so a document that fits it is the playbook itself. Unlike a parsed copy it shares
 * what an edit left alone, and only what changed is drawn again.
 */
const isPlaybook = (document: unknown, parsed: Parsed<Playbook>): document is Playbook => parsed.ok
