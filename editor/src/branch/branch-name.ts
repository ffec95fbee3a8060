import { useMemo } from 'react'
import { useBranches } from '../api/branches.ts'
import { useLocalName } from '../locale/text.ts'

/** A branch by its id as people call it; its id where the bank has none of that id any more. */
export function useBranchName(): (id: string) => string {
  const nameOf = useLocalName()
  const { data: branches } = useBranches()
  return useMemo(() => {
    const names = new Map(branches?.map((branch) => [branch.id, nameOf(branch)]))
    return (id) => names.get(id) ?? id
  }, [branches, nameOf])
}
