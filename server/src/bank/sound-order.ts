import { type Day, formatDay, type Parsed, parsePlaybookText } from '@branch-playbook/engine'
import { calendarIds, readCalendar, readPlaybookText, SHIPPED_PLAYBOOKS } from '@branch-playbook/playbooks'
import { Refusal } from '../files/refusal.ts'

/**
 * Refuses a bank that could not be worked on: of an unknown playbook or calendar, in another currency than its
 * playbook, or without a working day to make lists for.
 * @throws Refusal
 */
export async function checkOrder(order: {
  readonly asOf: Day
  readonly currency: string
  readonly calendar: string
  readonly playbook: string
}): Promise<void> {
  const { asOf, currency, calendar, playbook: wanted } = order
  const id = SHIPPED_PLAYBOOKS.find((each) => each === wanted)
  if (id === undefined)
    throw new Refusal(`There is no playbook "${wanted}": choose one of ${SHIPPED_PLAYBOOKS.join(', ')}.`)
  const playbook = good(parsePlaybookText(good(await readPlaybookText(id))))
  if (playbook.currency !== currency)
    throw new Refusal(
      `The playbook "${id}" is for amounts in ${playbook.currency}, the bank's are in ${currency}: choose another playbook or currency.`,
    )
  const known = await calendarIds()
  if (!known.includes(calendar))
    throw new Refusal(`There is no calendar "${calendar}": choose one of ${known.join(', ')}.`)
  for (const each of new Set([calendar, playbook.calendar])) {
    const days = good(await readCalendar(each))
    if (!days.knows(asOf + 1) || days.onOrAfter(asOf + 1) === null)
      throw new Refusal(
        `The calendar "${each}" (${formatDay(days.first)} to ${formatDay(days.last)}) has no working day after ${formatDay(asOf)}: choose another day.`,
      )
  }
}

function good<Value>(parsed: Parsed<Value>): Value {
  if (parsed.ok) return parsed.value
  throw new Refusal(parsed.problems.map(({ what, mend }) => `${what} ${mend ?? ''}`.trim()).join('\n'))
}
