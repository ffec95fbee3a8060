import { type Plan, type Problem, parsePlaybookText, plan, type WorkingDays } from '@branch-playbook/engine'
import { readText } from '../read-text.ts'
import { readCalendar } from '../shipped.ts'
import type { FileProblems } from './report.ts'

/** A playbook file that can be run. */
export interface ReadyPlaybook {
  readonly plan: Plan
  readonly workingDays: WorkingDays
  /** The file with its warnings. */
  readonly source: FileProblems & { readonly text: string }
}

export type PlaybookRead =
  | ({ readonly ok: true } & ReadyPlaybook)
  | { readonly ok: false; readonly source: FileProblems }

/** Reads, checks and plans a playbook file, and finds its calendar. */
export async function readPlaybook(file: string): Promise<PlaybookRead> {
  const text = await readText(file)
  if (!text.ok) return { ok: false, source: { file, problems: text.problems } }
  const source = (problems: readonly Problem[]) => ({ file, text: text.value, problems })
  const parsed = parsePlaybookText(text.value)
  if (!parsed.ok) return { ok: false, source: source(parsed.problems) }
  const planned = plan(parsed.value)
  const calendar = await readCalendar(parsed.value.calendar)
  const problems = [...planned.problems, ...calendar.problems]
  if (!planned.ok || !calendar.ok) return { ok: false, source: source(problems) }
  return { ok: true, plan: planned.plan, workingDays: calendar.value, source: source(problems) }
}
