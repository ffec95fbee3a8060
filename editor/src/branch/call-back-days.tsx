import { Button, Group, TextInput } from '@mantine/core'
import { type KeyboardEvent, useState } from 'react'
import { useCurrency } from '../api/bank.ts'
import { useFormats } from '../locale/format.ts'
import { useText } from '../locale/text.ts'
import classes from './log-contact.module.css'

interface CallBackDaysProps {
  /** Today, then the working days that follow. */
  readonly days: readonly string[]
  onChoose(day: string): void
}

/** For which day a customer is promised a call: one key a day, or a date. */
export function CallBackDays({ days, onChoose }: CallBackDaysProps) {
  const text = useText()
  const { day } = useFormats(useCurrency())
  const [date, setDate] = useState('')
  const [today] = days
  const press = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLInputElement) return
    const chosen = days[Number(event.key) - 1]
    if (chosen === undefined) return
    event.preventDefault()
    onChoose(chosen)
  }
  return (
    <fieldset className={classes.days} onKeyDown={press}>
      <legend>{text('contact.call_back_on')}</legend>
      {days.map((each, at) => (
        <Button
          key={each}
          size="xs"
          variant="default"
          data-autofocus={at === 0 || undefined}
          leftSection={<kbd className={classes.key}>{at + 1}</kbd>}
          justify="flex-start"
          onClick={() => onChoose(each)}
        >
          {at === 0 ? text('contact.later_today') : day(each)}
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
          onKeyDown={(event) => event.key === 'Enter' && date !== '' && onChoose(date)}
        />
        <Button size="xs" disabled={date === ''} onClick={() => onChoose(date)}>
          {text('contact.promise')}
        </Button>
      </Group>
    </fieldset>
  )
}
