import { NativeSelect } from '@mantine/core'
import { useBranches } from '../../api/branches.ts'
import { useLocalName, useText } from '../../locale/text.ts'

interface BranchSelectProps {
  readonly value: string | null
  onChange(branch: string | null): void
}

/** Chooses a branch, or all of them. */
export function BranchSelect({ value, onChange }: BranchSelectProps) {
  const text = useText()
  const nameOf = useLocalName()
  const { data: branches = [] } = useBranches()
  return (
    <NativeSelect
      size="xs"
      label={text('timeline.branch')}
      value={value ?? ''}
      onChange={({ currentTarget }) => onChange(currentTarget.value === '' ? null : currentTarget.value)}
      data={[
        { value: '', label: text('timeline.all_branches') },
        ...branches.map((branch) => ({ value: branch.id, label: nameOf(branch) })),
      ]}
    />
  )
}
