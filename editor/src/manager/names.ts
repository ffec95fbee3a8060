import type { ManagerFigures } from '../api/manager.ts'
import { useBilingual, useLocalName, useText } from '../locale/text.ts'
import type { Words } from './row-names.ts'

/** The words of the page, for a page that shows these figures. */
export function useWords(figures: Pick<ManagerFigures, 'workload'>): Words {
  return { text: useText(), bilingual: useBilingual(), adviserName: useAdviserName(figures) }
}

/** An adviser of the branch by his id; his id where he is not there any more. */
export function useAdviserName({ workload }: Pick<ManagerFigures, 'workload'>): (id: string) => string {
  return adviserNames(workload, useLocalName())
}

type Workload = ManagerFigures['workload']

/** The same, by whatever advisers are called where it is shown. */
export const adviserNames =
  (workload: Workload, nameOf: (adviser: Workload[number]['adviser']) => string) =>
  (id: string): string => {
    const found = workload.find(({ adviser }) => adviser.id === id)
    return found ? nameOf(found.adviser) : id
  }
