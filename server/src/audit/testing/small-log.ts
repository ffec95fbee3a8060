import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore } from '../../database/open.ts'
import { storePlace } from '../../database/place.ts'
import type { Database } from '../../store/tables.ts'
import { freshDatabase } from '../../testing/database.ts'
import { Journal } from '../journal.ts'
import { openSeal } from '../seal.ts'

/** A log of a few entries in a store of its own, with nothing else in it. */
export interface SmallLog {
  readonly directory: string
  readonly store: Database
  readonly journal: Journal
  /** A journal of another process on the same store. */
  reopen(): Journal
  end(): Promise<void>
}

export async function smallLog(): Promise<SmallLog> {
  const directory = mkdtempSync(join(tmpdir(), 'log-'))
  const database = await freshDatabase()
  const store = await openStore(storePlace(directory, database.url))
  const reopen = () => new Journal(store, openSeal(join(directory, 'audit.key')))
  return {
    directory,
    store,
    journal: reopen(),
    reopen,
    async end() {
      await store.destroy()
      await database.drop()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

/** Six entries: two changes, a look, a search that found two, another change, another look. */
export async function writeSome({ journal }: SmallLog): Promise<void> {
  const save = (note: string) =>
    journal.change('strategist', async (_store, write) =>
      write({ action: 'draft.saved', subject: 'playbooks/retail/draft', details: { note, 金额: 12 } }),
    )
  await save('first')
  await save('提高门槛')
  await journal.look('adviser', {
    action: 'customer.viewed',
    subject: 'customers',
    personal: [{ customer: 'c-1' }],
  })
  await journal.look('adviser', {
    action: 'customers.searched',
    subject: 'customers',
    details: { found: 2 },
    personal: [{ customer: '', text: '王' }, { customer: 'c-1' }, { customer: 'c-2' }],
  })
  await save('third')
  await journal.look('auditor', {
    action: 'customer.viewed',
    subject: 'customers',
    personal: [{ customer: 'c-2' }],
  })
}
