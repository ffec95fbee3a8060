import { coverage, parsePlaybook, plan, WorkingDays } from '@branch-playbook/engine'
import { verdictsOf } from './failed-tests.ts'
import { judge } from './judged-claim.ts'
import type { Answer, Request } from './messages.ts'

/**
 * Looks at a document as closely as takes longer than an edit may: what the checker warns of, the playbook's own
 * tests and what they cover, and its claims. Hands out each finding as soon as there is one; nothing for a document with errors.
 */
export async function* scrutinise({ revision, document, calendar }: Request): AsyncGenerator<Answer> {
  const parsed = parsePlaybook(document)
  if (!parsed.ok) return
  const planned = plan(parsed.value)
  if (!planned.ok) return
  const { problems } = planned
  yield { revision, found: 'problems', problems }
  if (calendar === null) return
  const workingDays = new WorkingDays(calendar)
  yield { revision, found: 'tests', verdicts: await verdictsOf(planned.plan, workingDays) }
  yield { revision, found: 'coverage', coverage: coverage(planned.plan).ofTests(workingDays) }
  for (const invariant of parsed.value.invariants ?? []) {
    const judged = await judge(planned.plan, invariant, workingDays)
    yield { revision, found: 'claim', id: invariant.id, judged }
  }
}
