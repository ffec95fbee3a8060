import { Button } from '@mantine/core'
import { IconMessagePlus } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useWorksInBranch } from '../api/session.ts'
import { useCommands } from '../commands/command.ts'
import { useText } from '../locale/text.ts'

const RecordEnquiry = lazy(async () => ({ default: (await import('./record-enquiry.tsx')).RecordEnquiry }))

interface RecordButtonProps {
  readonly branch: string
  /** Who asks, where that is known already. */
  readonly customer: { readonly id: string; readonly name: string } | null
  readonly size?: 'xs' | 'compact-sm'
  /** The key that does the same, where the page has one for it. */
  readonly digit?: string
}

/** Opens the form that records what somebody asks; nothing for whoever does not work in a branch. */
export function RecordButton({ branch, customer, size = 'compact-sm', digit }: RecordButtonProps) {
  const text = useText()
  const worksHere = useWorksInBranch()
  const [recording, setRecording] = useState(false)
  const record = () => setRecording(true)
  const command = { id: 'enquiry.record', name: 'enquiry.record', group: 'list', run: record } as const
  useCommands(digit === undefined ? [] : [{ ...command, keys: [digit], enabled: worksHere }])
  if (!worksHere) return null
  return (
    <>
      <Button
        size={size}
        variant="light"
        leftSection={<IconMessagePlus size={15} aria-hidden />}
        onClick={record}
      >
        {text('enquiry.record')}
      </Button>
      <Suspense>
        {recording && (
          <RecordEnquiry branch={branch} customer={customer} onClose={() => setRecording(false)} />
        )}
      </Suspense>
    </>
  )
}
