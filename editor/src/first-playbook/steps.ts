import type { Playbook, PlaybookNode } from '@branch-playbook/engine'

/** What a playbook needs until branches get lists from it, in the order in which each rests on those before. */
export const STEPS = [
  'measure',
  'tier',
  'matrix',
  'coverage',
  'contact_policy',
  'arbitration',
  'tests',
  'sound',
] as const
export type StepId = (typeof STEPS)[number]

/** The kind of node that a step adds; null for a step that is done in another way. */
export function kindOf(step: StepId): PlaybookNode['kind'] | null {
  return step === 'tests' || step === 'sound' ? null : step
}

/**
 * Which steps are done, in a playbook with so many errors. A matrix crosses two classes, so its
 * step also wants a second tier; a test that expects nothing says nothing.
 */
export function stepsDone(playbook: Playbook, errors: number): ReadonlySet<StepId> {
  const count = (kind: string) => playbook.nodes.filter((node) => node.kind === kind).length
  const done: Record<Exclude<StepId, 'sound'>, boolean> = {
    measure: count('measure') > 0,
    tier: count('tier') > 0,
    matrix: count('matrix') > 0,
    coverage: count('coverage') > 0,
    contact_policy: count('contact_policy') > 0,
    arbitration: count('arbitration') > 0,
    tests: playbook.tests.some((test) => Object.keys(test.expect).length > 0),
  }
  const all = Object.values(done).every(Boolean)
  return new Set(STEPS.filter((step) => (step === 'sound' ? all && errors === 0 : done[step])))
}
