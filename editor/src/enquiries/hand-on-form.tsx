import { Button, Popover, Select, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useBranches } from '../api/branches.ts'
import { type Enquiry, useEnquiryKinds } from '../api/enquiries.ts'
import { MOST_CHARACTERS } from '../api/limits.ts'
import { useBilingual, useLocalName, useText } from '../locale/text.ts'
import classes from './enquiries.module.css'
import type { Deed } from './handle.tsx'

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
  const [note, setNote] = useState('')
  const goals = useGoals(enquiry, open)
  const [chosen, choose] = useState<string | null>(null)
  const goal = goals.find(({ value }) => value === chosen)?.to
  const said = note.trim()
  const tooLong = said.length > MOST_CHARACTERS
  const handOn = () =>
    goal &&
    act({ what: 'handed_on', to: goal, ...(said !== '' && { note: said }) }).then(
      () => setOpen(false),
      () => undefined,
    )
  return (
    <Popover
      opened={open}
      onChange={setOpen}
      position="bottom-end"
      width={300}
      shadow="md"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Button size="xs" variant="default" onClick={() => setOpen(!open)}>
          {text('enquiry.hand_on')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={text('enquiry.hand_on')}>
        <Select
          size="xs"
          label={text('enquiry.hand_on_to')}
          value={chosen}
          onChange={choose}
          data={goals.map(({ value, label }) => ({ value, label }))}
          searchable
          comboboxProps={{ withinPortal: false }}
        />
        <Textarea
          mt="xs"
          size="xs"
          autosize
          minRows={2}
          maxRows={6}
          label={text('contact.note')}
          error={tooLong && text('field.too_long', { most: MOST_CHARACTERS, length: said.length })}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <div className={classes.submit}>
          <Button size="xs" loading={busy} disabled={!goal || tooLong} onClick={() => void handOn()}>
            {text('enquiry.hand_on')}
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}

/** To whom an enquiry can go from where it is. */
function useGoals({ branch, route }: Enquiry, wanted: boolean) {
  const text = useText()
  const nameOf = useLocalName()
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
