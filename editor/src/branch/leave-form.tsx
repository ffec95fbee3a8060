import { Button, Group, Select, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { Branch } from '../api/branches.ts'
import { useEnterLeave } from '../api/leaves.ts'
import { useLocalName, useText } from '../locale/text.ts'
import { Dialog } from '../shell/dialog.tsx'
import { Refused } from '../shell/refused.tsx'

interface LeaveFormProps {
  readonly branch: Branch
  readonly today: string
  onClose(): void
}

const DESK = ''

/** Enters the leave of an adviser of a branch. */
export function LeaveForm({ branch, today, onClose }: LeaveFormProps) {
  const text = useText()
  const nameOf = useLocalName()
  const enter = useEnterLeave(branch.id)
  const [id] = useState(() => crypto.randomUUID())
  const [adviser, setAdviser] = useState<string | null>(null)
  const [standIn, setStandIn] = useState(DESK)
  const [from, setFrom] = useState(today)
  const [until, setUntil] = useState(today)
  const people = branch.advisers
    .filter(({ desk }) => !desk)
    .map((each) => ({ value: each.id, label: nameOf(each) }))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (adviser === null) return
    enter.mutate(
      { id, adviser, from, until, standIn: standIn === DESK ? null : standIn },
      { onSuccess: onClose },
    )
  }
  return (
    <Dialog title={text('leave.enter')} onClose={onClose}>
      <form onSubmit={submit}>
        <Select
          data-autofocus
          label={text('branch.adviser')}
          data={people}
          value={adviser}
          onChange={(value) => {
            setAdviser(value)
            // Nobody stands in for himself.
            if (value === standIn) setStandIn(DESK)
          }}
          required
          searchable
        />
        <Group grow mt="sm">
          <TextInput
            type="date"
            label={text('leave.from')}
            value={from}
            onChange={(event) => setFrom(event.currentTarget.value)}
            required
          />
          <TextInput
            type="date"
            label={text('leave.until')}
            min={from > today ? from : today}
            value={until}
            onChange={(event) => setUntil(event.currentTarget.value)}
            required
          />
        </Group>
        <Select
          mt="sm"
          label={text('leave.stand_in')}
          data={[
            { value: DESK, label: text('leave.desk') },
            ...people.filter(({ value }) => value !== adviser),
          ]}
          value={standIn}
          onChange={(value) => setStandIn(value ?? DESK)}
          allowDeselect={false}
        />
        {enter.error && <Refused error={enter.error} />}
        <Group mt="md" justify="flex-end">
          <Button type="submit" loading={enter.isPending} disabled={adviser === null}>
            {text('leave.save')}
          </Button>
        </Group>
      </form>
    </Dialog>
  )
}
