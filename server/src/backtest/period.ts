import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Desk } from '../desk/desk.ts'
import { lastRunOfDays } from '../store/runs.ts'

/** Which days of a period are decided again: all of them, or the last one of each month. */
export const STEPS = ['day', 'month'] as const

export interface Period {
  readonly from: string
  readonly to: string
  readonly every: (typeof STEPS)[number]
}

/** The days before today that had lists, the earliest first, and whether what they were made of is still kept. */
export async function pastDays(desk: Desk): Promise<{ readonly day: string; readonly kept: boolean }[]> {
  const runs = await lastRunOfDays(desk.store)
  return runs
    .filter(({ day }) => day < desk.day)
    .map(({ day, snapshot }) => ({ day, kept: existsSync(join(desk.snapshots, snapshot)) }))
}

/** The days of a period that are decided again, the earliest first: the run that was in force last for each. */
export async function runsWithin(desk: Desk, { from, to, every }: Period) {
  const runs = (await lastRunOfDays(desk.store)).filter(
    ({ day }) => day >= from && day <= to && day < desk.day,
  )
  if (every === 'day') return runs
  const ends = Map.groupBy(runs, ({ day }) => day.slice(0, 'YYYY-MM'.length))
  return [...ends.values()].flatMap((days) => days.slice(-1))
}
