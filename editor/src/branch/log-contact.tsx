import { CHANNELS, type Channel } from '@branch-playbook/engine'
import { Button, Select, Textarea } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useState } from 'react'
import { MOST_CHARACTERS } from '../api/limits.ts'
import { useText } from '../locale/text.ts'
import { PopUp } from '../shell/pop-up.tsx'
import { Refused } from '../shell/refused.tsx'
import { CallBackDays } from './call-back-days.tsx'
import type { Contacted } from './contacting.tsx'
import classes from './log-contact.module.css'
import { OUTCOMES, type Outcome } from './outcomes.ts'
import type { useOutcome } from './use-outcome.ts'

/** What of the form is open: all of it, or the days for a call-back. */
export type Asked = 'outcomes' | 'days' | null

interface LogContactProps {
  readonly contacted: Contacted
  readonly outcome: ReturnType<typeof useOutcome>
  /** Today, then the working days that follow. */
  readonly days: readonly string[]
  readonly asked: Asked
  readonly note: string
  onAsk(asked: Asked): void
  onNote(note: string): void
}

/** Says how a contact went: open, then one click on the outcome; a note if there is something to note. */
export function LogContact({
  contacted,
  outcome: { say, retry, pending, error },
  days,
  asked,
  note,
  onAsk,
  onNote,
}: LogContactProps) {
  const text = useText()
  const [channel, setChannel] = useState<Channel>(contacted.channel)
  const tooLong = note.trim().length > MOST_CHARACTERS
  const said = { channel, ...(note.trim() !== '' && { note: note.trim() }) }
  const submit = (outcome: Outcome) => (outcome === 'call_back' ? onAsk('days') : say({ outcome, ...said }))
  return (
    <PopUp
      title={text('contact.title', { name: contacted.customer.name })}
      width={320}
      opened={asked !== null}
      onChange={(opened) => onAsk(opened ? 'outcomes' : null)}
      target={
        <Button
          size="xs"
          variant="light"
          onClick={() => onAsk(asked === null ? 'outcomes' : null)}
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          {text('contact.contacted')}
        </Button>
      }
    >
      {asked === 'days' ? (
        <CallBackDays
          key="days"
          days={days}
          onChoose={(promised) => say({ outcome: 'call_back', ...promised, ...said })}
        />
      ) : (
        <>
          <Textarea
            size="xs"
            autosize
            minRows={2}
            maxRows={6}
            label={text('contact.note')}
            error={tooLong && text('field.too_long', { most: MOST_CHARACTERS, length: note.trim().length })}
            value={note}
            onChange={(event) => onNote(event.currentTarget.value)}
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
                loading={pending === outcome}
                disabled={pending !== null || tooLong}
                onClick={() => submit(outcome)}
              >
                {text(`outcome.${outcome}`)}
              </Button>
            ))}
          </div>
        </>
      )}
      {error && (
        <div className={classes.refusal}>
          <Refused error={error} onRetry={retry} />
        </div>
      )}
    </PopUp>
  )
}
