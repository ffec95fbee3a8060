import { formatDay, parseDay, WorkingDays } from '@branch-playbook/engine'
import { NativeSelect } from '@mantine/core'
import { useBank } from '../../api/bank.ts'
import { useCalendar } from '../../api/calendar.ts'
import { useFormats } from '../../locale/format.ts'
import { useText } from '../../locale/text.ts'

/** How many working days ahead are offered. */
const AHEAD = 60

interface DayFieldProps {
  readonly label: string
  /** Null for today. */
  readonly value: string | null
  onChange(value: string | null): void
}

/** A first day: today, or one of the working days to come. */
export function DayField({ label, value, onChange }: DayFieldProps) {
  const text = useText()
  const { data: bank } = useBank()
  const { day } = useFormats(bank?.currency ?? 'CNY')
  const { data: calendar } = useCalendar(bank?.calendar)
  const today = bank?.day ?? ''
  const coming = calendar ? workingDaysAfter(new WorkingDays(calendar), today) : []
  return (
    <NativeSelect
      size="xs"
      label={label}
      value={value ?? today}
      onChange={({ currentTarget }) => onChange(currentTarget.value === today ? null : currentTarget.value)}
      data={[
        { value: today, label: text('day_field.today', { day: today === '' ? '' : day(today) }) },
        ...coming.map((each) => ({ value: each, label: day(each) })),
      ]}
    />
  )
}

/** The working days after a day, as far as the calendar knows them. */
function workingDaysAfter(workingDays: WorkingDays, from: string): string[] {
  const start = parseDay(from)
  if (start === null) return []
  const days: string[] = []
  for (let day = start + 1; days.length < AHEAD && workingDays.knows(day); day += 1)
    if (workingDays.isWorkingDay(day)) days.push(formatDay(day))
  return days
}
