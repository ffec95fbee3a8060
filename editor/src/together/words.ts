import { useSession } from '../api/session.ts'
import { useDocument } from '../document/store.ts'
import { useBilingual, useText } from '../locale/text.ts'
import type { Person } from './people.ts'

/** What people who work beside one are called, and what they have before them. */
export function usePeopleWords() {
  const text = useText()
  const bilingual = useBilingual()
  const { data: me } = useSession()
  const nodes = useDocument((state) => state.shown?.nodes)
  const nameOf = ({ user, name }: Person): string =>
    user === me?.id ? text('together.own_tab', { name }) : name
  const nodeOf = ({ node }: Person): string | null => {
    const found = nodes?.find(({ id }) => id === node)
    return found ? bilingual(found.name) : null
  }
  return { nameOf, nodeOf, names: (people: readonly Person[]) => [...new Set(people.map(nameOf))].join(', ') }
}
