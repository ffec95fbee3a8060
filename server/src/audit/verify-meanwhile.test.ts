import { afterEach, beforeEach, expect, test } from 'vitest'
import { eraseCustomer } from './erase.ts'
import { type SmallLog, smallLog, writeSome } from './testing/small-log.ts'
import { verifyLog } from './verify.ts'

let log: SmallLog

beforeEach(async () => {
  log = await smallLog()
  await writeSome(log)
})

afterEach(() => log.end())

const faultNow = async () => (await verifyLog(log.store, log.journal.publicKey)).fault

test('a log that is written on without a pause is found sound, and not checked for ever', async () => {
  let [writing, looks] = [true, 0]
  const write = async () => {
    while (writing) {
      looks += 1
      const customer = `c-${looks % 20}`
      if (looks % 30 === 0) await eraseCustomer(log.journal, 'administrator', customer, 'asked for it')
      else
        await log.journal.look('adviser', {
          action: 'customer.viewed',
          subject: 'customers',
          personal: [{ customer }, { customer: '', text: 'how it was found' }],
        })
    }
  }
  const writers = [write(), write(), write()]
  try {
    for (let check = 0; check < 20; check += 1) expect(await faultNow()).toBeNull()
  } finally {
    writing = false
    await Promise.all(writers)
  }
  expect(await faultNow()).toBeNull()
})

test('an entry that tells of an erasure is itself named when it was changed or is gone', async () => {
  await eraseCustomer(log.journal, 'administrator', 'c-1', 'asked for it')
  await log.journal.look('auditor', { action: 'list.viewed', subject: 'branches/1/actions' })
  expect(await faultNow()).toBeNull()
  const entry = log.store.updateTable('audit_entries').where('number', '=', 7)
  const before = await log.store
    .selectFrom('audit_entries')
    .selectAll()
    .where('number', '=', 7)
    .executeTakeFirstOrThrow()
  for (const change of [
    { details: before.details.replace('[3,0]', '[2,0]') },
    { details: before.details.slice(1) },
    { action: 'customer.erasee' },
    { hash: before.previous },
  ]) {
    await entry.set(change).execute()
    expect(await faultNow(), JSON.stringify(change)).toEqual({ number: 7, what: 'changed' })
    await entry.set(before).execute()
  }
  await log.store.deleteFrom('audit_personal').where('entry', '=', 7).execute()
  await log.store.deleteFrom('audit_entries').where('number', '=', 7).execute()
  expect(await faultNow()).toEqual({ number: 7, what: 'missing' })
})

test('something personal that is gone is missed where the chain holds, although others were erased', async () => {
  await eraseCustomer(log.journal, 'administrator', 'c-1', 'asked for it')
  await log.store.deleteFrom('audit_personal').where('entry', '=', 6).execute()
  expect(await faultNow()).toEqual({ number: 6, what: 'personal_missing' })
})
