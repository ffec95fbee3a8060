import { useMemo } from 'react'
import { useDocument } from '../document/store.ts'
import { useBilingual } from '../locale/text.ts'
import { useNames } from '../nodes/names.ts'

/** What people call nodes and facts; also nodes that give no value, which no field could refer to. */
export function useAllNames(): (name: string) => string {
  const bilingual = useBilingual()
  const { nameOf } = useNames()
  const nodes = useDocument((state) => state.shown?.nodes)
  return useMemo(() => {
    const names = new Map(nodes?.map((node) => [node.id, node.name]))
    return (name) => {
      const own = names.get(name)
      return own ? bilingual(own) : nameOf(name)
    }
  }, [nodes, bilingual, nameOf])
}
