import { Select } from '@mantine/core'
import { useState } from 'react'
import { useBranches } from '../api/branches.ts'
import { type Enquiry, useEnquiryKinds } from '../api/enquiries.ts'
import { useTakerName } from '../branch/taker-name.ts'
import { useBilingual, useText } from '../locale/text.ts'
import type { Deed } from './handle.tsx'
import { NotePopover } from './note-popover.tsx'

interface HandOnFormProps {
  readonly enquiry: Enquiry
  readonly busy: boolean
  act(deed: Deed): Promise<unknown>
}

type Goal = Extract<Deed, { what: 'handed_on' }>['to']

/** Hands an enquiry on, to a colleague, the desk, the manager or a place outside the branch. */
export function HandOnForm({ enquiry, busy, act }: HandOnFormProps) {
  const text = useText()
  const [open, setOpen] = useState(false)
  const goals = useGoals(enquiry, open)
  const [chosen, choose] = useState<string | null>(null)
  const goal = goals.find(({ value }) => value === chosen)?.to
  return (
    <NotePopover
      title={text('enquiry.hand_on')}
      label={text('contact.note')}
      busy={busy}
      opened={open}
      ready={() => goal !== undefined}
      onOpen={setOpen}
      submit={async (note) => {
        if (goal) await act({ what: 'handed_on', to: goal, ...(note !== '' && { note }) })
      }}
    >
      <Select
        size="xs"
        label={text('enquiry.hand_on_to')}
        value={chosen}
        onChange={choose}
        data={goals.map(({ value, label }) => ({ value, label }))}
        searchable
        comboboxProps={{ withinPortal: false }}
      />
    </NotePopover>
  )
}

/** To whom an enquiry can go from where it is. */
function useGoals({ branch, route }: Enquiry, wanted: boolean) {
  const text = useText()
  const nameOf = useTakerName()
  const bilingual = useBilingual()
  const { data: branches = [] } = useBranches()
  const { data: kinds } = useEnquiryKinds(wanted ? { branch } : null)
  const goals: { readonly value: string; readonly label: string; readonly to: Goal }[] = [
    { value: 'manager', label: text('enquiry.to.manager'), to: { to: 'manager' } },
    { value: 'desk', label: text('enquiry.to.desk'), to: { to: 'desk' } },
    ...(branches.find(({ id }) => id === branch)?.advisers ?? [])
      .filter(({ desk }) => !desk)
      .map((adviser) => ({
        value: `adviser ${adviser.id}`,
        label: nameOf(adviser),
        to: { to: 'adviser' as const, adviser: adviser.id },
      })),
    ...(kinds?.queues ?? []).map(({ id, name }) => ({
      value: `queue ${id}`,
      label: bilingual(name),
      to: { to: 'queue' as const, handler: id },
    })),
  ]
  const here = [route.to, route.adviser?.id ?? route.queue?.id].filter(Boolean).join(' ')
  return goals.filter(({ value }) => value !== here)
}
