import { CHANNELS, type Channel } from '@branch-playbook/engine'
import { Button, Select, Textarea } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useState } from 'react'
import { useText } from '../locale/text.ts'
import { PopUp } from '../shell/pop-up.tsx'
import { Refused } from '../shell/refused.tsx'
import { useTooLong } from '../shell/too-long.ts'
import { CallBackDays } from './call-back-days.tsx'
import type { ContactingProps } from './contacting.tsx'
import classes from './log-contact.module.css'
import { OUTCOMES, type Outcome } from './outcomes.ts'

/** What of the form is open: all of it, or the days for a call-back. */
export type Asked = 'outcomes' | 'days' | null

/** Says how a contact went: open, then one click on the outcome; a note if there is something to note. */
export function LogContact({ contacting, days }: ContactingProps) {
  const { contacted, asked, setAsked, note, setNote } = contacting
  const { say, retry, pending, error } = contacting.outcome
  const text = useText()
  const [channel, setChannel] = useState<Channel>(contacted.channel)
  const tooLong = useTooLong(note)
  const said = { channel, ...(note.trim() !== '' && { note: note.trim() }) }
  const submit = (outcome: Outcome) =>
    outcome === 'call_back' ? setAsked('days') : say({ outcome, ...said })
  return (
    <PopUp
      title={text('contact.title', { name: contacted.customer.name })}
      width={320}
      opened={asked !== null}
      onChange={(opened) => setAsked(opened ? 'outcomes' : null)}
      target={
        <Button
          size="xs"
          variant="light"
          onClick={() => setAsked(asked === null ? 'outcomes' : null)}
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
            error={tooLong}
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
                loading={pending === outcome}
                disabled={pending !== null || tooLong !== null}
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
