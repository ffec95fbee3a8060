import type { Day } from '@branch-playbook/engine'
import { assigned } from '../desk/assigned.ts'
import { exposureOf } from '../desk/rules.ts'
import { recordOfRun } from '../desk/rules-record.ts'
import type { Snapshot } from '../snapshot/open.ts'
import { lastRunOfDays } from '../store/runs.ts'
import type { Database } from '../store/tables.ts'
import { bySide, SIDES, type Side } from './assignment.ts'

/** On which side of an experiment the customers were, on each day on which it ran. */
export interface Exposure {
  /** The days, the first first, with the run that was in force last for each. */
  readonly days: readonly { readonly day: string; readonly run: string }[]
  /** By customer row, whether he was on the side on any day. */
  readonly ever: Readonly<Record<Side, Uint8Array>>
  /** The side of a customer on a day; null where he was on none. */
  sideOf(row: number, day: string): Side | null
}

/**
 * The exposure of the customers of a snapshot: that of a day is what the last run of the day says, by its record
 * of the rules. Whoever has left the bank since is not counted; who has moved counts for his branch of today.
 */
export async function exposureTo(
  experiment: string,
  store: Database,
  snapshot: Snapshot,
  from: Day,
  to: Day,
): Promise<Exposure> {
  const ever = bySide(() => new Uint8Array(snapshot.customers.count))
  const sidesOn = new Map<string, Uint8Array>()
  const sidesBy = new Map<string, Uint8Array>()
  const days = (await lastRunOfDays(store, [from, to])).flatMap((run) => {
    const record = recordOfRun(run)
    if (!record.experiments.some(({ id }) => id === experiment)) return []
    const key = JSON.stringify(record)
    const sides = sidesBy.get(key) ?? sidesIn(experiment, record, snapshot)
    if (!sidesBy.has(key)) mark(ever, sides)
    sidesBy.set(key, sides)
    sidesOn.set(run.day, sides)
    return [{ day: run.day, run: run.id }]
  })
  return {
    days,
    ever,
    sideOf: (row, day) => SIDES[(sidesOn.get(day)?.[row] ?? 0) - 1] ?? null,
  }
}

/** By customer row the place of his side in `SIDES`, from 1; 0 outside the experiment. */
function sidesIn(experiment: string, record: ReturnType<typeof recordOfRun>, snapshot: Snapshot): Uint8Array {
  const rules = { ...assigned(record, snapshot), record }
  return (rules.sideOf ?? new Uint8Array(snapshot.customers.count)).map((side, row) =>
    exposureOf(rules, row).experiment === experiment ? side : 0,
  )
}

function mark(ever: Readonly<Record<Side, Uint8Array>>, sides: Uint8Array): void {
  sides.forEach((place, row) => {
    const side = SIDES[place - 1]
    if (side) ever[side][row] = 1
  })
}
