import type { Claim, Invariant, PlaybookTest } from '@branch-playbook/engine'
import { useDocument } from '../document/store.ts'
import type { Breaker } from '../scrutiny/judged-claim.ts'
import { useAddTest } from '../tests/add-test.ts'
import { testOf } from '../tests/new-test.ts'
import { useTrace } from '../trace/store.ts'
import type { Case } from '../trace/tracing.ts'
import { useView } from '../workshop/view.ts'

/** What can be done with whoever breaks a claim: his way is traced, or he becomes one of the playbook's tests. */
export function useBreaker({ id, claim }: Invariant, breaker: Breaker) {
  const { testOfCase } = useAddTest()
  const found: Case = { facts: breaker.written, asOf: breaker.day, events: breaker.events }
  return {
    trace() {
      const playbook = useDocument.getState().shown
      if (!playbook) return
      const { facts } = testOf(playbook, found, '', {})
      useTrace.getState().choose({ kind: 'breaker', claim: id, case: { ...found, facts } })
      useView.getState().show('trace')
    },
    makeTest: () => testOfCase(found, null, expectedBy(claim)),
  }
}

/** What a claim wants of whoever breaks it, where that is one value of one figure; else a test says it by hand. */
function expectedBy(claim: Claim): PlaybookTest['expect'] {
  if (claim.kind !== 'always' || !('is' in claim.then)) return {}
  const { then } = claim
  if (then.is === 'equal' && then.value !== undefined) return { [then.of]: then.value }
  return then.is === 'among' && then.values.length === 1 ? { [then.of]: then.values[0] ?? null } : {}
}
