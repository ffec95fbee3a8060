import type { Day } from '@branch-playbook/engine'
import { readCalendar } from '@branch-playbook/playbooks'
import { Refusal } from '../../files/refusal.ts'

/** Yesterday on this machine, so that the lists are today's; the calendar's last day once it has ended. */
export async function demoDay(): Promise<Day> {
  const now = new Date()
  const today = Math.floor((now.getTime() - now.getTimezoneOffset() * 60_000) / 86_400_000)
  const calendar = await readCalendar('cn')
  if (!calendar.ok) throw new Refusal(calendar.problems.map(({ what }) => what).join('\n'))
  let day = Math.min(today, calendar.value.last)
  while (calendar.value.knows(day) && calendar.value.onOrAfter(day) === null) day -= 1
  return day - 1
}
