import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { nightTo } from '../testing/night.ts'
import { signIn } from '../testing/people.ts'
import { contactWith, LIST_DAY, listOf } from '../testing/small-bank.ts'
import { bankOfEachTest } from '../testing/test-banks.ts'

const bank = bankOfEachTest()

async function anAction() {
  const { actions } = await listOf(bank, 'B001')
  const found = actions.find(({ adviser, minutes }) => !adviser.id.startsWith('desk:') && minutes > 0)
  return found ?? expect.fail('Nobody is called')
}

const logged = z.object({ contact: z.object({ id: z.string(), minutes: z.number() }) })

test('A conversation that several log at the same moment takes its minutes once', async () => {
  const action = await anAction()
  const { session } = await signIn(bank, action.adviser.id, 'demo')
  const log = () =>
    bank.ask(null, 'POST', '/api/contacts', { ...contactWith(action), id: randomUUID() }, session)
  const answers = await Promise.all(Array.from({ length: 5 }, log))
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201))
  const minutes = answers.map(({ body }) => logged.parse(body).contact.minutes)
  expect(minutes.reduce((sum, each) => sum + each, 0)).toBe(action.minutes)
})

test('A contact sent again when its day is over is the one that was logged, as after an answer that was lost', async () => {
  const action = await anAction()
  const contact = { ...contactWith(action, 'call_back'), callBackOn: LIST_DAY }
  const log = () => bank.ask(action.adviser.id, 'POST', '/api/contacts', contact)
  expect(await log()).toMatchObject({ status: 201 })
  await nightTo(bank, '2026-03-12')
  expect(await log()).toMatchObject({ status: 200, body: { contact: { id: contact.id } } })
})
