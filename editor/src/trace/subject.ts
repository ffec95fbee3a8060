import type { Playbook, PlaybookTest } from '@branch-playbook/engine'
import type { Case } from './tracing.ts'

/** Who is traced: a customer of the bank, one of the playbook's tests, or somebody who breaks a claim. */
export type Subject =
  | { readonly kind: 'customer'; readonly id: string; readonly name: string; readonly case: Case }
  | { readonly kind: 'test'; readonly at: number; readonly name: string }
  | { readonly kind: 'breaker'; readonly claim: string; readonly case: Case }

/**
 * The facts of whoever is traced, with those of a test as the document has them now. Null when there is no such
 * test any more.
 */
export function caseOf(subject: Subject, playbook: Playbook): Case | null {
  if (subject.kind !== 'test') return subject.case
  const test = playbook.tests[placeOfTest(subject, playbook.tests)]
  return test ? { facts: factsOfTest(test, playbook), asOf: test.asOf, events: test.events ?? [] } : null
}

/** Where a test stands now: others may have come or gone before it, or its name may have changed. */
export function placeOfTest(
  { at, name }: { readonly at: number; readonly name: string },
  tests: readonly Pick<PlaybookTest, 'name'>[],
): number {
  if (tests[at]?.name === name) return at
  const elsewhere = tests.findIndex((test) => test.name === name)
  return elsewhere < 0 ? at : elsewhere
}

/** All facts of a test: those of the example it starts from, with its own over them. */
export const factsOfTest = (
  { like, facts }: Pick<PlaybookTest, 'like' | 'facts'>,
  { examples = [] }: Pick<Playbook, 'examples'>,
): PlaybookTest['facts'] => ({ ...examples.find(({ id }) => id === like)?.facts, ...facts })
