import { parseDay } from '@branch-playbook/engine'
import { z } from '@hono/zod-openapi'
import type { Desk } from '../desk/desk.ts'
import { prepare } from '../desk/prepared-playbook.ts'
import { isApproved, type LivingVersion, type Setting } from '../life/life.ts'
import { identifier, isoDay, text } from './fields.ts'
import { Refusal } from './problem.ts'
import { type ofVersion, requireOtherEyes, versionFor } from './version.ts'

const MOST_BRANCHES = 10_000

/** What is said of a version that is to decide customers, as a champion or as a challenger. */
export const comingIntoForce = {
  from: isoDay.optional().openapi({ description: 'Its first day; today when left out' }),
  branches: z
    .array(identifier)
    .min(1)
    .max(MOST_BRANCHES)
    .optional()
    .openapi({ description: 'All when left out' }),
  reason: text.min(1).max(2000),
}

/** The version asked for, approved, and not for whoever took part in it. */
export async function approvedVersionFor(
  setting: Setting,
  asked: z.infer<typeof ofVersion>,
  by: string,
): Promise<LivingVersion> {
  const version = await versionFor(setting, asked)
  requireOtherEyes(version, by)
  if (!isApproved(version)) throw new Refusal('version_not_approved', { version: version.version })
  return version
}

/** Refuses branches that do not exist or are named twice. */
export function requireBranches({ branches: known }: Setting, branches: readonly string[] | null): void {
  const problems = (branches ?? []).flatMap((branch, at, all) =>
    known.includes(branch) && all.indexOf(branch) === at ? [] : [{ path: `/branches/${at}`, what: branch }],
  )
  if (problems.length > 0) throw new Refusal('unknown_branches', {}, { problems })
}

/** Refuses to begin before today. */
export function requireToCome({ day: today }: Setting, day: string): void {
  if (day < today) throw new Refusal('day_past', { day, today })
}

/** Refuses a version that cannot decide the bank's customers on a day. */
export async function requireRuns({ bank }: Desk, version: LivingVersion, day: string): Promise<void> {
  const made = await prepare(version, bank.currency)
  if (!made.ok) throw new Refusal('playbook_does_not_run', {}, { problems: made.problems })
  const { workingDays } = made.prepared
  if (workingDays.knows(parseDay(day) ?? Number.NaN)) return
  throw new Refusal('day_not_in_calendar', { calendar: workingDays.id, span: workingDays.span, day })
}
