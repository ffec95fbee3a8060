import { CHANNELS, type Channel } from '@branch-playbook/engine'
import { Button, Popover, Select, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconCheck, IconChevronDown, IconPhoneOff, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { type Action, useLogContact } from '../api/branches.ts'
import { MOST_CHARACTERS } from '../api/limits.ts'
import { refusalOf } from '../api/refusal.ts'
import { useText } from '../locale/text.ts'
import { Refused } from '../shell/refused.tsx'
import classes from './log-contact.module.css'

const OUTCOMES = [
  { outcome: 'reached', icon: IconCheck },
  { outcome: 'not_reached', icon: IconPhoneOff },
  { outcome: 'refused', icon: IconX },
] as const

/** Says how a contact went: open, then one click on the outcome; a note if there is something to note. */
export function LogContact({ action }: { readonly action: Action }) {
  const text = useText()
  const [open, setOpen] = useState(false)
  const [note, setNote] = useState('')
  const [channel, setChannel] = useState<Channel>(action.channel)
  // One id a contact, kept until it is logged: a second click, or a retry after a lost answer, logs nothing twice.
  const [id, setId] = useState(() => crypto.randomUUID())
  const log = useLogContact()
  const tooLong = note.trim().length > MOST_CHARACTERS
  const submit = (outcome: (typeof OUTCOMES)[number]['outcome']) =>
    log.mutate(
      {
        id,
        customer: action.customer.id,
        action: action.key,
        channel,
        outcome,
        ...(note.trim() !== '' && { note: note.trim() }),
      },
      {
        onError: (error) => {
          // The answer to another outcome was lost, and that one is logged: this one is a contact of its own.
          if (refusalOf(error).code === 'contact_differs') setId(crypto.randomUUID())
        },
        onSuccess: () => {
          setOpen(false)
          setNote('')
          setId(crypto.randomUUID())
          notifications.show({
            message: text('contact.logged', {
              name: action.customer.name,
              outcome: text(`outcome.${outcome}`),
            }),
          })
        },
      },
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
        <Button
          size="xs"
          variant="light"
          onClick={() => setOpen(!open)}
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          {text('contact.contacted')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={text('contact.title', { name: action.customer.name })}>
        <Textarea
          size="xs"
          autosize
          minRows={2}
          maxRows={6}
          label={text('contact.note')}
          error={tooLong && text('field.too_long', { most: MOST_CHARACTERS, length: note.length })}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Select
          mt="xs"
          size="xs"
          label={text('contact.channel')}
          value={channel}
          onChange={(value) => setChannel(CHANNELS.find((each) => each === value) ?? channel)}
          data={CHANNELS.map((value) => ({ value, label: text(`channel.${value}`) }))}
          allowDeselect={false}
          comboboxProps={{ withinPortal: false }}
        />
        <div className={classes.outcomes}>
          {OUTCOMES.map(({ outcome, icon: Icon }) => (
            <Button
              key={outcome}
              size="xs"
              variant={outcome === 'reached' ? 'filled' : 'default'}
              leftSection={<Icon size={15} aria-hidden />}
              loading={log.isPending && log.variables.outcome === outcome}
              disabled={log.isPending || tooLong}
              onClick={() => submit(outcome)}
            >
              {text(`outcome.${outcome}`)}
            </Button>
          ))}
        </div>
        {log.error && (
          <div className={classes.refusal}>
            <Refused error={log.error} onRetry={() => log.variables && submit(log.variables.outcome)} />
          </div>
        )}
      </Popover.Dropdown>
    </Popover>
  )
}
