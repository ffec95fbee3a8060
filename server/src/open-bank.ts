import { statSync } from 'node:fs'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { Journal } from './audit/journal.ts'
import { openSeal } from './audit/seal.ts'
import type { PlacedBank } from './bank/bank.ts'
import { demoUsersOf } from './desk/demo-users.ts'
import { type Desk, openDesk } from './desk/desk.ts'
import { beginWith } from './desk/first-day.ts'
import { Refusal } from './files/refusal.ts'
import { claim } from './store/claim.ts'
import { openStore } from './store/open.ts'
import { addDemoUsers, removeDemoUsers } from './store/users.ts'

export interface OpenBank {
  readonly desk: Desk
  close(): Promise<void>
}

/**
 * Opens a bank for the day: its store, its snapshot, tonight's run. The first time it puts the shipped
 * playbook in force. Doing so again adds nothing.
 * @param now The clock of the log, this machine's unless given.
 * @throws AlreadyClaimed while another process has it open.
 * @throws Refusal when one of its files is damaged or cannot be written.
 */
export async function openBank(
  placed: PlacedBank,
  { demoUsers, now }: { readonly demoUsers: boolean; readonly now?: () => Date },
): Promise<OpenBank> {
  const claimFile = join(placed.directory, 'claim.sqlite')
  const claimed = await withMend(claimFile, 'it holds no data: remove it and start again', () =>
    claim(placed.directory),
  )
  try {
    const storeFile = join(placed.directory, 'store.sqlite')
    checkNotEmptied(storeFile)
    const store = await withMend(storeFile, STORE_MEND, () => openStore(storeFile))
    try {
      const desk = await withMend(storeFile, STORE_MEND, async () => {
        const journal = new Journal(store, openSeal(join(placed.directory, 'audit.key')), now)
        await beginWith(store, journal, placed.bank.playbook)
        const opened = await openDesk(placed, store, journal)
        if (demoUsers) await addDemoUsers(store, demoUsersOf(opened.snapshot))
        else await removeDemoUsers(store)
        await opened.runTonight()
        return opened
      })
      return {
        desk,
        async close() {
          await desk.close()
          claimed.release()
        },
      }
    } catch (fault) {
      await store.destroy()
      throw fault
    }
  } catch (fault) {
    claimed.release()
    throw fault
  }
}

const STORE_MEND =
  'it holds playbooks, contacts and the record of what was done: put it and the files of its name back from a backup'

/** Says of what SQLite finds wrong with a file which file it is, and how to mend it. */
async function withMend<Result>(
  file: string,
  mend: string,
  work: () => Result | Promise<Result>,
): Promise<Result> {
  try {
    return await work()
  } catch (fault) {
    const found = fault instanceof Error && fault.cause instanceof Error ? fault.cause : fault
    if (!(found instanceof SQLite.SqliteError)) throw fault
    if (/^SQLITE_(NOTADB|CORRUPT)/.test(found.code))
      throw new Refusal(`${file}: is damaged; ${mend}.`, { cause: fault })
    if (/^SQLITE_(CANTOPEN|READONLY|FULL|IOERR|PERM)/.test(found.code))
      throw new Refusal(
        `${file}: cannot be written (${found.code}): check its rights, and room on the disk.`,
        {
          cause: fault,
        },
      )
    throw fault
  }
}

/** SQLite takes an emptied file for a new one, and the contacts that were in it would never be missed. */
function checkNotEmptied(storeFile: string): void {
  const stat = statSync(storeFile, { throwIfNoEntry: false })
  if (stat?.isFile() && stat.size === 0)
    throw new Refusal(`${storeFile}: is empty; ${STORE_MEND}, or remove it to begin anew.`)
}
