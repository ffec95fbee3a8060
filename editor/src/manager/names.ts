import type { ManagerFigures } from '../api/manager.ts'
import { useLocalName } from '../locale/text.ts'

/** An adviser of the branch by his id; his id where he is not there any more. */
export function useAdviserName({ workload }: Pick<ManagerFigures, 'workload'>): (id: string) => string {
  const nameOf = useLocalName()
  return (id) => {
    const found = workload.find(({ adviser }) => adviser.id === id)
    return found ? nameOf(found.adviser) : id
  }
}
