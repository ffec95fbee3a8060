import { useBranches } from '../api/branches.ts'
import { useLocalName } from '../locale/text.ts'

interface Choice {
  readonly value: string
  readonly label: string
}

/** The bank's branches and their advisers, to choose from. */
export function useBranchChoices() {
  const nameOf = useLocalName()
  const { data: branches = [] } = useBranches()
  return {
    branches: branches.map((branch): Choice => ({ value: branch.id, label: nameOf(branch) })),
    /** The people among a branch's advisers; the desk is no one who signs in. */
    advisersOf: (id: string | null): Choice[] =>
      (branches.find((branch) => branch.id === id)?.advisers ?? [])
        .filter(({ desk }) => !desk)
        .map((adviser) => ({ value: adviser.id, label: `${adviser.id} · ${nameOf(adviser)}` })),
  }
}
