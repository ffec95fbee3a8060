import { type Branch, useBranches } from '../api/branches.ts'
import { useLanguage } from '../locale/language.ts'

interface Choice {
  readonly value: string
  readonly label: string
}

/** The bank's branches and their advisers, to choose from and to be named in tables. */
export function useBranchChoices() {
  const locale = useLanguage((state) => state.locale)
  const { data: branches = [] } = useBranches()
  const nameOf = ({ name, nameEn }: Pick<Branch, 'name' | 'nameEn'>) =>
    locale === 'en' ? (nameEn ?? name) : name
  return {
    branches: branches.map((branch): Choice => ({ value: branch.id, label: nameOf(branch) })),
    /** The people among a branch's advisers; the desk is no one who signs in. */
    advisersOf: (id: string | null): Choice[] =>
      (branches.find((branch) => branch.id === id)?.advisers ?? [])
        .filter(({ desk }) => !desk)
        .map((adviser) => ({ value: adviser.id, label: `${adviser.id} · ${nameOf(adviser)}` })),
    /** A branch as people call it; its id where the bank has none of that id any more. */
    branchName(id: string): string {
      const branch = branches.find((each) => each.id === id)
      return branch ? nameOf(branch) : id
    },
  }
}
