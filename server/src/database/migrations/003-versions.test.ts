import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import { isApproved, livingVersions } from '../../life/life.ts'
import { freshDatabase } from '../../testing/database.ts'
import { migrate } from '../migrate.ts'
import { connectStore } from '../open.ts'
import { storePlace } from '../place.ts'

const directory = mkdtempSync(join(tmpdir(), 'versions-'))
afterEach(() => rmSync(directory, { recursive: true, force: true }))

test('Versions from before there were reviews: what was in force once is approved, what never was is not', async () => {
  const database = await freshDatabase()
  const store = await connectStore(storePlace(directory, database.url))
  await migrate(store, '002-audit')
  await store.insertInto('playbooks').values({ id: 'retail' }).execute()
  const at = '2026-03-10T08:00:00.000Z'
  for (const [version, author] of ['branch-playbook', 'li', 'wang'].entries()) {
    await sql`insert into versions (playbook, version, hash, document, author, at, note)
      values ('retail', ${version + 1}, ${author}, '{}', ${author}, ${at}, '')`.execute(store)
  }
  for (const [number, version] of [2, 1].entries()) {
    await sql`insert into activations (number, playbook, version, "by", at)
      values (${number + 1}, 'retail', ${version}, 'chen', ${at})`.execute(store)
  }
  await migrate(store)
  const versions = await livingVersions({ store, day: '2026-03-11', branches: ['B001'] }, 'retail')
  expect(versions).toMatchObject([
    { version: 3, state: 'submitted', contributors: '["wang"]', review: null },
    { version: 2, state: 'retired', contributors: '["li"]', review: { verdict: 'approved', by: 'chen' } },
    { version: 1, state: 'active', contributors: '[]' },
  ])
  expect(versions.map(isApproved)).toEqual([false, true, true])
  await store.destroy()
  await database.drop()
})
