import { expect, test } from 'vitest'
import { livingActivations } from '../life/life.ts'
import {
  addUser,
  approve,
  described,
  effectOf,
  openDraft,
  putInForce,
  saveDraft,
  submitChange,
  VERSIONS,
  versionsOf,
} from '../testing/life.ts'
import { bankOfEachTest } from '../testing/test-banks.ts'
import { settingOf } from './version.ts'

const bank = bankOfEachTest({
  begin: async (bank) => {
    await addUser(bank, 'second', 'approver')
    await submitChange(bank, (document) => described(document, 'changed'))
  },
})

type Answers = readonly Promise<{ readonly status: number }>[]

const statuses = async (answers: Answers) => (await Promise.all(answers)).map(({ status }) => status)

const reviews = () => bank.open.desk.store.selectFrom('reviews').selectAll().execute()
const logged = async (...actions: readonly string[]) =>
  (await bank.open.desk.store.selectFrom('audit_entries').select(['action', 'details']).execute()).filter(
    ({ action }) => actions.includes(action),
  )

test('Of two approvers at the same moment one approves, and the other is told that it is done', async () => {
  const effect = await effectOf(bank, 2)
  const answers = await statuses([
    approve(bank, 2, effect),
    approve(bank, 2, effect, 'second'),
    approve(bank, 2, effect),
  ])
  expect(answers.toSorted()).toEqual([200, 409, 409])
  expect(await reviews()).toHaveLength(1)
  expect(await logged('version.approved')).toHaveLength(1)
})

test('Of an approval, a return and a withdrawal at the same moment one comes about', async () => {
  const effect = await effectOf(bank, 2)
  const answers = await statuses([
    approve(bank, 2, effect),
    bank.ask('second', 'POST', `${VERSIONS}/2/return`, { comment: 'No', notes: [] }),
    bank.ask('strategist', 'POST', `${VERSIONS}/2/withdrawal`, { reason: 'Mistaken' }),
  ])
  expect(answers.toSorted()).toEqual([200, 409, 409])
  const [review] = await reviews()
  expect(await versionsOf(bank)).toMatchObject([{ state: review?.verdict }, { state: 'active' }])
  expect(await logged('version.approved', 'version.sent_back', 'version.withdrawn')).toHaveLength(1)
})

test('Of two who save what they opened at the same moment one is kept', async () => {
  await addUser(bank, 'colleague', 'strategist')
  const { document, etag } = await openDraft(bank)
  const answers = await statuses([
    saveDraft(bank, described(document, 'one'), etag),
    saveDraft(bank, described(document, 'two'), etag, 'colleague'),
  ])
  expect(answers.toSorted()).toEqual([200, 412])
  const kept = answers[0] === 200 ? 'one' : 'two'
  expect((await openDraft(bank)).document).toMatchObject({ description: { en: kept } })
})

test('A double click puts a version in force once, and takes it back once', async () => {
  await approve(bank, 2, await effectOf(bank, 2))
  for (const scope of [{}, { from: '2026-03-16', branches: ['B001'] }]) {
    await putInForce(bank, 1, scope)
    const answers = await statuses([putInForce(bank, 2, scope), putInForce(bank, 2, scope, 'second')])
    expect(answers.toSorted()).toEqual([201, 409])
  }
  const scheduled = (await livingActivations(settingOf(bank.open.desk))).at(-1)
  const path = `/api/activations/${scheduled?.number}/withdrawal`
  const answers = await statuses(
    ['approver', 'second'].map((user) => bank.ask(user, 'POST', path, { reason: 'Not then' })),
  )
  expect(answers.toSorted()).toEqual([200, 409])
  expect(await logged('activation.withdrawn')).toHaveLength(1)
})
