import { readdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import {
  type Calendar,
  calendarSchema,
  type Parsed,
  parseText,
  problem,
  WorkingDays,
} from '@branch-playbook/engine'
import { failed, readText } from './read-text.ts'

const PLAYBOOKS = new URL('../', import.meta.url)
const CALENDARS = new URL('../calendars/', import.meta.url)

/** The playbooks that come with the product, by their id. */
export const SHIPPED_PLAYBOOKS = ['retail', 'berka'] as const

export type ShippedPlaybook = (typeof SHIPPED_PLAYBOOKS)[number]

/** Where a shipped playbook is kept. */
export const playbookFile = (id: ShippedPlaybook): string => fileURLToPath(new URL(`${id}.json`, PLAYBOOKS))

/** The text of a shipped playbook. */
export const readPlaybookText = (id: ShippedPlaybook): Promise<Parsed<string>> => readText(playbookFile(id))

/** The ids of the shipped calendars. */
export async function calendarIds(): Promise<string[]> {
  const files = await readdir(CALENDARS)
  return files.flatMap((name) => (name.endsWith('.json') ? [name.slice(0, -'.json'.length)] : [])).toSorted()
}

/** A shipped calendar as it is written; the problem is at `/calendar`, where a playbook names it. */
export async function readCalendarDocument(id: string): Promise<Parsed<Calendar>> {
  const known = await calendarIds()
  if (!known.includes(id)) {
    return failed(problem('unknown_calendar', ['calendar'], { calendar: id, known: known.join(', ') }))
  }
  const text = await readText(fileURLToPath(new URL(`${id}.json`, CALENDARS)))
  return text.ok ? parseText(calendarSchema, text.value) : text
}

/** A shipped calendar, ready to count with. */
export async function readCalendar(id: string): Promise<Parsed<WorkingDays>> {
  const calendar = await readCalendarDocument(id)
  return calendar.ok ? { ok: true, value: new WorkingDays(calendar.value), problems: [] } : calendar
}
