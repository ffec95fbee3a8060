import { NativeSelect } from '@mantine/core'
import { useVersions } from '../api/playbooks.ts'
import { useText } from '../locale/text.ts'
import { useDraft, type Which, whichOf } from './state-of-playbook.ts'

interface WhichSelectProps {
  readonly id: string
  readonly label: string
  readonly value: Which
  onChange(which: Which): void
}

/** Chooses a version of a playbook, or its draft. */
export function WhichSelect({ id, label, value, onChange }: WhichSelectProps) {
  const text = useText()
  const { data: versions = [] } = useVersions(id)
  const { data: draft } = useDraft(id)
  const options = [
    ...(draft?.saved || value === 'draft' ? [{ value: 'draft', label: text('audit.draft') }] : []),
    ...versions.map(({ version, state }) => ({
      value: String(version),
      label: text('audit.version_state', {
        version: text('versions.version', { version }),
        state: text(`version.${state}`),
      }),
    })),
  ]
  return (
    <NativeSelect
      size="xs"
      aria-label={label}
      data={options}
      value={String(value)}
      onChange={({ currentTarget }) => {
        const chosen = whichOf(currentTarget.value)
        if (chosen !== null) onChange(chosen)
      }}
    />
  )
}
