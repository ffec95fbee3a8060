import { Button, Group, TextInput } from '@mantine/core'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useCurrency } from '../api/bank.ts'
import type { NewContact } from '../api/branches.ts'
import { useFormats } from '../locale/format.ts'
import { useText } from '../locale/text.ts'
import classes from './log-contact.module.css'

interface CallBackDaysProps {
  /** Today, then the working days that follow. */
  readonly days: readonly string[]
  onChoose(promised: Pick<NewContact, 'callBackOn' | 'callBackTime'>): void
}

/** For which day a customer is promised a call, and not before which time of it: one key a day, or a date. */
export function CallBackDays({ days, onChoose }: CallBackDaysProps) {
  const text = useText()
  const { day } = useFormats(useCurrency())
  const [date, setDate] = useState('')
  const [time, setTime] = useState('')
  const first = useRef<HTMLButtonElement>(null)
  // The button that was clicked for it is gone, and the focus with it.
  useEffect(() => first.current?.focus(), [])
  const [today] = days
  const choose = (callBackOn: string) => onChoose({ callBackOn, ...(time !== '' && { callBackTime: time }) })
  const press = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLInputElement) return
    const chosen = days[Number(event.key) - 1]
    if (chosen === undefined) return
    event.preventDefault()
    choose(chosen)
  }
  const nameOf = (each: string, at: number) => {
    if (at === 0) return text('contact.later_today', { time: time || 'none' })
    return time === '' ? day(each) : text('contact.day_after', { day: day(each), time })
  }
  return (
    <fieldset className={classes.days} onKeyDown={press}>
      <legend>{text('contact.call_back_on')}</legend>
      <TextInput
        size="xs"
        type="time"
        label={text('contact.call_back_time')}
        value={time}
        onChange={(event) => setTime(event.currentTarget.value.slice(0, 'HH:MM'.length))}
        onKeyDown={(event) => event.key === 'Enter' && first.current?.focus()}
      />
      {days.map((each, at) => (
        <Button
          key={each}
          ref={at === 0 ? first : undefined}
          size="xs"
          variant="default"
          data-autofocus={at === 0 || undefined}
          leftSection={<kbd className={classes.key}>{at + 1}</kbd>}
          justify="flex-start"
          onClick={() => choose(each)}
        >
          {nameOf(each, at)}
        </Button>
      ))}
      <Group gap="xs" align="end" wrap="nowrap">
        <TextInput
          size="xs"
          type="date"
          flex={1}
          label={text('contact.other_day')}
          min={today}
          value={date}
          onChange={(event) => setDate(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Enter' && date !== '' && choose(date)}
        />
        <Button size="xs" disabled={date === ''} onClick={() => choose(date)}>
          {text('contact.promise')}
        </Button>
      </Group>
    </fieldset>
  )
}
