import { join } from 'node:path'
import { type BankEvent, contentHash } from '@branch-playbook/engine'
import type { Desk } from '../desk/desk.ts'
import { Once } from '../desk/once.ts'
import type { Today } from '../desk/today.ts'
import { morningOf } from '../effect/question.ts'
import { threadFor } from '../effect/threads.ts'
import type { Reach, ReachQuestion } from './reach.ts'

/** One event at a time, apart from whoever else asks the API. */
const reaching = threadFor<ReachQuestion, Reach>('reachOf')

const MOST_KEPT = 4
const kept = new WeakMap<Today, Once<Reach>>()

/** Whom an event would reach, were it announced now; found out once for the lists as they stand. */
export function reachFor({ today, bank, snapshots }: Desk, event: BankEvent): Promise<Reach> {
  const known = kept.get(today) ?? new Once<Reach>(MOST_KEPT)
  kept.set(today, known)
  return known.get(
    contentHash({ event, contacts: today.contacts.length, erased: today.grounds.erased.size }),
    async () => {
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
    },
  )
}
