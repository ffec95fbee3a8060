import { mkdirSync, readFileSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { DIFFERENCES } from '../replay/difference.ts'
import { changeInForce } from '../testing/change-in-force.ts'
import { withoutTriggers } from '../testing/life.ts'
import { type SmallBank, smallBank } from '../testing/small-bank.ts'

const DAYS = 30
let bank: SmallBank

beforeAll(async () => {
  bank = await smallBank({ days: DAYS, customers: 600 })
}, 180_000)
afterAll(async () => {
  expect(bank.faults).toEqual([])
  await bank.end()
})

const runSchema = z.object({ id: z.string(), day: z.string(), snapshot: z.string(), number: z.number() })

const runsOf = async (query = '') =>
  z.array(runSchema).parse((await bank.ask('auditor', 'GET', `/api/runs${query}`)).body)

const replaySchema = z.object({
  same: z.boolean(),
  outcome: z.object({ then: z.string(), now: z.string().nullable() }),
  actions: z.object({ then: z.number(), now: z.number().nullable(), different: z.number() }),
  differences: z.array(
    z.object({
      what: z.enum(DIFFERENCES),
      place: z.string(),
      then: z.string().nullable(),
      now: z.string().nullable(),
      text: z.object({ 'zh-CN': z.string().min(1), en: z.string().min(1) }),
    }),
  ),
})

async function replay(run: string) {
  const { status, body } = await bank.ask('auditor', 'POST', `/api/runs/${run}/replay`)
  expect(status, JSON.stringify(body)).toBe(200)
  return replaySchema.parse(body)
}

/** What is different about a run while something is changed behind the server's back. */
async function differencesWhile(
  run: string,
  change: () => unknown,
  undo: () => unknown,
): Promise<z.infer<typeof replaySchema>['differences']> {
  await change()
  try {
    const { same, differences } = await replay(run)
    expect(same).toBe(false)
    return differences
  } finally {
    await undo()
  }
}

/** The night's run after the rate cut in the middle of the history: contacts were logged before it. */
async function someRun() {
  const [cut] = await runsOf('?cause=event')
  const later = (await runsOf('?cause=night')).filter(({ day }) => day > (cut?.day ?? ''))
  return later.at(-1) ?? expect.fail('there is no run after the rate cut')
}

const storeOf = () => bank.open.desk.store

test('the last thirty daily runs come out byte-equal, also after an upgrade of the playbook and a restart', async () => {
  const before = await runsOf()
  expect(new Set(before.map(({ day }) => day)).size).toBe(DAYS)
  await changeInForce(bank, withoutTriggers)
  await bank.restart()
  const all = await runsOf()
  expect(all.length).toBe(before.length + 1)
  let decided = 0
  for (const { id, day } of all) {
    const { same, outcome, actions, differences } = await replay(id)
    expect({ day, same, differences }).toEqual({ day, same: true, differences: [] })
    expect(outcome.now).toBe(outcome.then)
    expect(actions).toEqual({ then: actions.now, now: actions.then, different: 0 })
    decided += actions.then
  }
  expect(decided).toBeGreaterThan(DAYS * 10)
})

test('a replay comes out in the same bytes every time', async () => {
  const { id } = await someRun()
  const answers = await Promise.all([1, 2].map(() => bank.ask('approver', 'POST', `/api/runs/${id}/replay`)))
  expect(JSON.stringify(answers[0]?.body)).toBe(JSON.stringify(answers[1]?.body))
})

test('a replay is logged with what came of it, and is not for branches', async () => {
  const { id } = await someRun()
  await replay(id)
  const entry = await storeOf()
    .selectFrom('audit_entries')
    .select(['by', 'action', 'details'])
    .where('subject', '=', `runs/${id}`)
    .orderBy('number', 'desc')
    .executeTakeFirstOrThrow()
  expect(entry).toMatchObject({ by: 'auditor', action: 'run.replayed' })
  expect(JSON.parse(entry.details)).toMatchObject({ same: true, differences: {} })
  for (const user of ['manager', 'adviser', 'administrator'])
    expect((await bank.ask(user, 'POST', `/api/runs/${id}/replay`)).status).toBe(403)
  const unknown = await bank.ask('auditor', 'POST', `/api/runs/${'0'.repeat(64)}/replay`)
  expect(unknown).toMatchObject({ status: 404, body: { type: '/problems/unknown_run' } })
})

describe('the files of a snapshot', () => {
  test('deleted, it is named; put back, the run comes out as before', async () => {
    const { id, snapshot } = await someRun()
    const directory = join(bank.open.desk.snapshots, snapshot)
    const found = await differencesWhile(
      id,
      () => renameSync(directory, `${directory}-away`),
      () => renameSync(`${directory}-away`, directory),
    )
    expect(found).toMatchObject([{ what: 'snapshot_deleted', place: `snapshots/${snapshot}`, now: null }])
    expect((await replay(id)).same).toBe(true)
  })

  test('with one byte changed, the file is named, also when it was whole a moment ago', async () => {
    const { id, snapshot } = await someRun()
    expect((await replay(id)).same).toBe(true)
    const file = join(bank.open.desk.snapshots, snapshot, 'facts.parquet')
    const whole = readFileSync(file)
    const damaged = Buffer.from(whole)
    damaged[damaged.length >> 1] = (damaged[damaged.length >> 1] ?? 0) ^ 1
    const found = await differencesWhile(
      id,
      () => writeFileSync(file, damaged),
      () => writeFileSync(file, whole),
    )
    expect(found).toMatchObject([{ what: 'snapshot_damaged', now: 'facts.parquet' }])
    const folder = await differencesWhile(
      id,
      () => {
        rmSync(file)
        mkdirSync(file)
      },
      () => {
        rmdirSync(file)
        writeFileSync(file, whole)
      },
    )
    expect(folder).toMatchObject([{ what: 'snapshot_damaged', now: 'facts.parquet' }])
  })
})

describe('what was changed in the store behind the server’s back is told from another outcome', () => {
  test('an action', async () => {
    const { id } = await someRun()
    const action = await storeOf()
      .selectFrom('actions')
      .selectAll()
      .where('run', '=', id)
      .orderBy('customer')
      .executeTakeFirstOrThrow()
    const { run, customer, score } = action
    const ofAction = () =>
      storeOf().updateTable('actions').where('run', '=', run).where('customer', '=', customer)
    const found = await differencesWhile(
      id,
      () =>
        ofAction()
          .set({ score: score + 1 })
          .execute(),
      () => ofAction().set({ score }).execute(),
    )
    const place = `runs/${id}/actions/${customer}`
    expect(found).toMatchObject([
      { what: 'stored_rows', place: `${place}/score`, then: String(score + 1), now: String(score) },
    ])
    const removed = await differencesWhile(
      id,
      () => storeOf().deleteFrom('actions').where('run', '=', id).where('customer', '=', customer).execute(),
      () => storeOf().insertInto('actions').values(action).execute(),
    )
    expect(removed).toMatchObject([{ what: 'stored_rows', place, then: null, now: action.key }])
    const added = await differencesWhile(
      id,
      () =>
        storeOf()
          .insertInto('actions')
          .values({ ...action, customer: 'nobody' })
          .execute(),
      () => storeOf().deleteFrom('actions').where('customer', '=', 'nobody').execute(),
    )
    expect(added).toMatchObject([{ what: 'stored_rows', place: `runs/${id}/actions/nobody`, now: null }])
  })

  test.each([
    ['engine', '0.0.1', ['log']],
    ['day', '2026-01-05', ['log']],
    ['snapshot', '0'.repeat(64), ['log']],
    ['contact_state', '0'.repeat(64), ['log']],
    ['playbook_hash', '0'.repeat(64), ['log', 'stored_rows']],
    ['outcome', '0'.repeat(64), ['log']],
    ['events', '[]', ['stored_rows', 'outcome', 'action']],
    ['listed', 0, ['stored_rows']],
    ['version', 9, ['stored_rows']],
    ['rules', '{', ['stored_rows']],
    ['rules', '', ['stored_rows']],
    ['events', '{', ['stored_rows']],
  ] as const)('%s of its row', async (field, value, expected) => {
    const { id } = await someRun()
    const before = await storeOf()
      .selectFrom('runs')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    const found = await differencesWhile(
      id,
      () =>
        storeOf()
          .updateTable('runs')
          .set({ [field]: value })
          .where('id', '=', id)
          .execute(),
      () => storeOf().updateTable('runs').set(before).where('id', '=', id).execute(),
    )
    expect(new Set(found.map(({ what }) => what))).toEqual(new Set(expected))
    expect(found[0]?.place).toBe(`runs/${id}/${field === 'events' ? 'rules' : field}`)
  })

  test('which run was in force for a day, and when', async () => {
    const { id, day } = await someRun()
    const ofRun = () => storeOf().updateTable('decided').where('run', '=', id)
    const before = await storeOf().selectFrom('decided').selectAll().where('run', '=', id).execute()
    const elsewhere = await differencesWhile(
      id,
      () => ofRun().set({ day: '2026-01-05' }).execute(),
      () => ofRun().set({ day }).execute(),
    )
    expect(elsewhere).toMatchObject([{ what: 'log', place: `decided/${id}` }])
    const never = await differencesWhile(
      id,
      () => storeOf().deleteFrom('decided').where('run', '=', id).execute(),
      () => storeOf().insertInto('decided').values(before).execute(),
    )
    expect(never).toMatchObject([{ what: 'log', place: `decided/${id}`, now: null }])
  })

  test('a row that cannot be read any more hides no other run, nor what it still says itself', async () => {
    const { id, day } = await someRun()
    const ofRun = () => storeOf().updateTable('runs').where('id', '=', id)
    const { events } = await storeOf()
      .selectFrom('runs')
      .select('events')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    const actions = await storeOf().selectFrom('actions').selectAll().where('run', '=', id).execute()
    await ofRun().set({ events: '[{}]' }).execute()
    try {
      expect((await runsOf()).some((each) => each.id !== id)).toBe(true)
      expect((await bank.ask('auditor', 'GET', `/api/runs/${id}`)).body).toMatchObject({
        id,
        day,
        events: [],
      })
      const [branch] = bank.open.desk.snapshot.branches
      const asOf = (rules: string) =>
        bank.ask('auditor', 'GET', `/api/branches/${branch?.id}/as-of?day=${day}&rules=${rules}`)
      expect(await asOf('then')).toMatchObject({ status: 200, body: { then: { run: { events: [] } } } })
      await storeOf().updateTable('actions').set({ sources: '[' }).where('run', '=', id).execute()
      expect((await asOf('then')).status).toBe(200)
      expect(await asOf('today')).toMatchObject({
        status: 409,
        body: { type: '/problems/not_decided_again' },
      })
    } finally {
      await ofRun().set({ events }).execute()
      for (const { customer, sources } of actions)
        await storeOf()
          .updateTable('actions')
          .set({ sources })
          .where('run', '=', id)
          .where('customer', '=', customer)
          .execute()
    }
  })

  test('a run that another engine decided is named as such', async () => {
    const { id } = await someRun()
    const { details } = await storeOf()
      .selectFrom('audit_entries')
      .select('details')
      .where('subject', '=', `runs/${id}`)
      .where('action', '=', 'run.decided')
      .executeTakeFirstOrThrow()
    const older = { ...JSON.parse(details), engine: '0.0.1' }
    const found = await differencesWhile(
      id,
      () => setEngine(id, '0.0.1', JSON.stringify(older)),
      () => setEngine(id, JSON.parse(details).engine, details),
    )
    expect(found.map(({ what, then }) => [what, then])).toContainEqual(['engine', '0.0.1'])
    expect(found.some(({ what }) => what === 'log')).toBe(false)
  })

  test('a version that decided', async () => {
    const { id } = await someRun()
    const version = await storeOf()
      .selectFrom('versions')
      .selectAll()
      .where('version', '=', 1)
      .executeTakeFirstOrThrow()
    const ofVersion = (document: string) =>
      storeOf().updateTable('versions').set({ document }).where('version', '=', 1).execute()
    const found = await differencesWhile(
      id,
      () => ofVersion(version.document.replace('"minutesPerDay"', '"minutesPerDay" ').replace('0.5', '0.6')),
      () => ofVersion(version.document),
    )
    expect(found).toMatchObject([
      { what: 'playbook_missing', place: 'playbooks/retail/versions/1', then: version.hash },
    ])
  })

  test('an entry of the log that is gone', async () => {
    const { id } = await someRun()
    const entry = await storeOf()
      .selectFrom('audit_entries')
      .selectAll()
      .where('subject', '=', `runs/${id}`)
      .where('action', '=', 'run.decided')
      .executeTakeFirstOrThrow()
    const rename = (subject: string) =>
      storeOf().updateTable('audit_entries').set({ subject }).where('number', '=', entry.number).execute()
    const found = await differencesWhile(
      id,
      () => rename('runs/another'),
      () => rename(entry.subject),
    )
    expect(found).toMatchObject([{ what: 'log', place: `runs/${id}`, then: null }])
  })
})

/** Makes a run, and what the log says of it, that of another engine. */
async function setEngine(run: string, engine: string, details: string): Promise<void> {
  await storeOf().updateTable('runs').set({ engine }).where('id', '=', run).execute()
  await storeOf()
    .updateTable('audit_entries')
    .set({ details })
    .where('subject', '=', `runs/${run}`)
    .where('action', '=', 'run.decided')
    .execute()
}

describe('the contacts that a run knew of', () => {
  /** A contact of well before the run. */
  const someContact = () =>
    storeOf().selectFrom('contacts').selectAll().orderBy('day').orderBy('id').executeTakeFirstOrThrow()

  test('one removed is named, with what came of it', async () => {
    const { id } = await someRun()
    const contact = await someContact()
    const found = await differencesWhile(
      id,
      () => storeOf().deleteFrom('contacts').where('id', '=', contact.id).execute(),
      () => storeOf().insertInto('contacts').values(contact).execute(),
    )
    expect(found[0]).toMatchObject({ what: 'contact_state', place: `runs/${id}/contact_state` })
    expect(found[1]).toMatchObject({
      what: 'contact_state',
      place: `contacts/${contact.id}`,
      then: contact.day,
      now: null,
    })
  })

  test('one on another day, with another customer or outcome is named with the field', async () => {
    const { id, day } = await someRun()
    const contact = await someContact()
    const changes = {
      day,
      customer: 'C000599',
      outcome: contact.outcome === 'refused' ? 'reached' : 'refused',
    } as const
    for (const [field, value] of Object.entries(changes)) {
      const ofContact = () => storeOf().updateTable('contacts').where('id', '=', contact.id)
      const found = await differencesWhile(
        id,
        () =>
          ofContact()
            .set({ [field]: value })
            .execute(),
        () => ofContact().set(contact).execute(),
      )
      expect(found, field).toContainEqual(
        expect.objectContaining({
          what: 'contact_state',
          place: `contacts/${contact.id}/${field}`,
          then: Reflect.get(contact, field),
          now: value,
        }),
      )
    }
  })

  test('one that was never logged is named', async () => {
    const { id } = await someRun()
    const contact = { ...(await someContact()), id: 'made-up' }
    const found = await differencesWhile(
      id,
      () => storeOf().insertInto('contacts').values(contact).execute(),
      () => storeOf().deleteFrom('contacts').where('id', '=', 'made-up').execute(),
    )
    expect(found[1]).toMatchObject({ what: 'contact_state', place: 'contacts/made-up', then: null })
  })

  test('stay the same when the personal data of a customer are erased; one removed then is named as his', async () => {
    const { id } = await someRun()
    const contact = await someContact()
    const path = `/api/customers/${contact.customer}/personal-data`
    expect((await bank.ask('administrator', 'DELETE', path, { reason: 'He asked for it' })).status).toBe(200)
    expect((await replay(id)).differences).toEqual([])
    const found = await differencesWhile(
      id,
      () => storeOf().deleteFrom('contacts').where('id', '=', contact.id).execute(),
      () => storeOf().insertInto('contacts').values(contact).execute(),
    )
    expect(found[0]).toMatchObject({ what: 'contacts_erased', place: `contacts/${contact.id}`, now: null })
    expect(found.some(({ what }) => what === 'contact_state')).toBe(false)
  })
})

test('runs are listed in pages, by day and by cause', async () => {
  const all = await runsOf()
  const first = await runsOf('?limit=5')
  const second = await runsOf(`?limit=5&before=${first.at(-1)?.number}`)
  expect((await bank.ask('auditor', 'GET', '/api/runs?before=2147483648')).status).toBe(400)
  expect([...first, ...second]).toEqual(all.slice(0, 10))
  expect(await runsOf(`?day=${all[3]?.day}`)).toEqual(all.filter(({ day }) => day === all[3]?.day))
  expect((await runsOf('?cause=event')).length).toBe(1)
})
