import { useMemo } from 'react'
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
  return useMemo(() => {
    const nameOf = ({ user, name }: Person): string =>
      user === me?.id ? text('together.own_tab', { name }) : name
    const nodeOf = ({ node }: Person): string | null => {
      const found = nodes?.find(({ id }) => id === node)
      return found ? bilingual(found.name) : null
    }
    const names = (people: readonly Person[]): string => [...new Set(people.map(nameOf))].join(', ')
    return { nameOf, nodeOf, names }
  }, [text, bilingual, me?.id, nodes])
}
