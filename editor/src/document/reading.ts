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
  readonly problems: readonly Problem[]
}

export function read(document: unknown): Reading {
  const parsed = parsePlaybook(document)
  if (!isPlaybook(document, parsed)) return { playbook: null, plan: null, problems: parsed.problems }
  const planned = plan(document)
  return {
    playbook: document,
    plan: planned.ok ? planned.plan : null,
    problems: planned.problems.toSorted((left, right) => Number(isError(right)) - Number(isError(left))),
  }
}

/**
 * The schema changes nothing, so a document that fits it is the playbook itself. Unlike a parsed copy it shares
 * what an edit left alone, and only what changed is drawn again.
 */
const isPlaybook = (document: unknown, parsed: Parsed<Playbook>): document is Playbook => parsed.ok
