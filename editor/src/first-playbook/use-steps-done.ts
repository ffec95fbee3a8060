import { isError, type Playbook } from '@branch-playbook/engine'
import { useVersions } from '../api/playbooks.ts'
import { useDocument } from '../document/store.ts'
import { type StepId, stepsDone } from './steps.ts'

/** Which steps of a first playbook are done; null for one that has been submitted, and needs no guide any more. */
export function useStepsDone(playbook: Playbook): ReadonlySet<StepId> | null {
  const { data: versions } = useVersions(playbook.id)
  const errors = useDocument((state) => state.reading.problems.filter(isError).length)
  return versions?.length === 0 ? stepsDone(playbook, errors) : null
}
