import { join } from 'node:path'
import { Journal } from './audit/journal.ts'
import { openSeal } from './audit/seal.ts'
import type { PlacedBank } from './bank/bank.ts'
import { claimStore, inStoreWords, openStore } from './database/open.ts'
import { belongsTo } from './database/owner.ts'
import { storePlace } from './database/place.ts'
import { demoUsersOf } from './desk/demo-users.ts'
import type { Desk } from './desk/desk.ts'
import { beginWith } from './desk/first-day.ts'
import { openDesk } from './desk/open-desk.ts'
import { addDemoUsers, removeDemoUsers } from './identity/demo-users.ts'

export interface OpenBank {
  readonly desk: Desk
  close(): Promise<void>
}

export interface OpenOptions {
  /** Whether users whose password everybody knows may sign in. */
  readonly demoUsers: boolean
  /** The clock of the log, this machine's unless given. */
  readonly now?: () => Date
  /** The PostgreSQL database of the store; `DATABASE_URL` unless given, and without any the bank's folder. */
  readonly databaseUrl?: string
  /**
   * Called when the store is no longer this process's alone, or ahead of its memory. Its connections are cut before:
   * whatever is still under way changes nothing any more.
   */
  readonly lost?: (why: Error) => void
  /** Takes what went wrong in the bank's own work; written to the standard error unless given. */
  readonly logFault?: (fault: Error) => void
}

/**
 * Opens a bank for the day: its store, its snapshot, tonight's run. The first time it puts the shipped
 * playbook in force. Doing so again adds nothing.
 * @throws AlreadyClaimed while another process has it open.
 * @throws Refusal when one of its files is damaged or cannot be written, or its database is not there for it.
 */
export async function openBank(placed: PlacedBank, options: OpenOptions): Promise<OpenBank> {
  const { demoUsers, now, databaseUrl, lost = endProcess, logFault = console.error } = options
  const place = storePlace(placed.directory, databaseUrl)
  const over = new AbortController()
  const end = (why: Error) => {
    over.abort(why)
    lost(why)
  }
  const claimed = await claimStore(place, end)
  try {
    const store = await openStore(place, end, over.signal)
    try {
      const desk = await inStoreWords(place, async () => {
        await belongsTo(store, placed.bank.id)
        const journal = new Journal(store, openSeal(join(placed.directory, 'audit.key')), now)
        await beginWith(store, journal, placed.bank.playbook)
        const opened = await openDesk(placed, store, journal, logFault)
        if (demoUsers) await addDemoUsers(journal, demoUsersOf(opened.snapshot))
        else await removeDemoUsers(journal)
        await opened.runTonight()
        return opened
      })
      return {
        desk,
        async close() {
          await desk.close()
          await claimed.release()
        },
      }
    } catch (fault) {
      await store.destroy()
      throw fault
    }
  } catch (fault) {
    await claimed.release()
    throw fault
  }
}

/** Ends a process whose store is not its own any more, as if it had been killed: nothing else is safe. */
function endProcess(why: Error): never {
  console.error(
    `The connection that keeps the store to this server alone is lost (${why.message}). The server ends, so that no other works beside it: start it again once PostgreSQL answers.`,
  )
  process.exit(1)
}
