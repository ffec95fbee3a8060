import { usePlaybookList } from '../api/playbook-list.ts'
import { useBilingual } from '../locale/text.ts'

/** What people call a playbook; its id until the list of playbooks is there. */
export function usePlaybookName(): (id: string) => string {
  const bilingual = useBilingual()
  const { data: playbooks = [] } = usePlaybookList()
  return (id) => {
    const found = playbooks.find((each) => each.id === id)
    return found ? bilingual(found.name) : id
  }
}
