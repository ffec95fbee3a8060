import { join } from 'node:path'
import { type BankEvent, contentHash } from '@branch-playbook/engine'
import type { Desk } from '../desk/desk.ts'
import { Once } from '../desk/once.ts'
import type { Decided } from '../desk/today.ts'
import { morningOf } from '../effect/question.ts'
import { threadFor } from '../effect/threads.ts'
import type { Reach, ReachQuestion } from './reach.ts'

/** One event at a time, apart from whoever else asks the API. */
const reaching = threadFor<ReachQuestion, Reach>('reachOf')

const MOST_KEPT = 4
/** By the lists: whatever is logged, taken back or erased makes others. */
const kept = new WeakMap<Decided, Once<Reach>>()

/** Whom an event would reach, were it announced now; found out once for the lists as they stand. */
export function reachFor({ today, bank, snapshots }: Desk, event: BankEvent): Promise<Reach> {
  const known = kept.get(today.live) ?? new Once<Reach>(MOST_KEPT)
  kept.set(today.live, known)
  return known.get(contentHash(event), async () => {
    // Others may be logged while the morning is made.
    const contactsToday = [...today.contacts]
    const { erased } = today.grounds
    return reaching.run({
      morning: await morningOf(today, bank.currency),
      contactsToday,
      erased,
      event,
      snapshotDirectory: join(snapshots, today.grounds.snapshot.manifest.hash),
    })
  })
}
