import { join } from 'node:path'
import type { PlacedBank } from './bank/bank.ts'
import { demoUsersOf } from './desk/demo-users.ts'
import { type Desk, openDesk } from './desk/desk.ts'
import { beginWith } from './desk/first-day.ts'
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
 * @throws AlreadyClaimed while another process has it open.
 */
export async function openBank(placed: PlacedBank, { demoUsers }: { demoUsers: boolean }): Promise<OpenBank> {
  const claimed = claim(placed.directory)
  try {
    const store = await openStore(join(placed.directory, 'store.sqlite'))
    try {
      await beginWith(store, placed.bank.playbook)
      const desk = await openDesk(placed, store)
      if (demoUsers) await addDemoUsers(store, demoUsersOf(desk.snapshot))
      else await removeDemoUsers(store)
      await desk.runTonight()
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
