import { expect, test } from 'vitest'
import { allLists, contactWith, listOf, RATE_CUT } from '../testing/small-bank.ts'
import { bankOfEachTest } from '../testing/test-banks.ts'
import { whileMade } from '../testing/while-made.ts'

const bank = bankOfEachTest()

test('A contact that is taken back while a new day is made never was on the new day either', async () => {
  const { actions } = await listOf(bank, 'B001')
  const action = actions.find((each) => !each.adviser.id.startsWith('desk:')) ?? expect.fail('Nobody is due')
  const contact = contactWith(action)
  const by = action.adviser.id
  expect((await bank.ask(by, 'POST', '/api/contacts', contact)).status).toBe(201)
  const withdrawn = whileMade(bank.open.desk, () =>
    bank.ask(by, 'POST', `/api/contacts/${contact.id}/withdrawal`),
  )
  expect((await bank.ask('strategist', 'POST', '/api/events', RATE_CUT)).status).toBe(201)
  expect((await withdrawn).status).toBe(200)
  const lists = await allLists(bank)
  expect(lists.flatMap(({ done }) => done)).toEqual([])
  expect(lists.flatMap(({ advisers }) => advisers).filter((each) => each.minutesSpent > 0)).toEqual([])
  // Opened anew, the day comes of what is stored.
  await bank.restart()
  expect(await allLists(bank)).toEqual(lists)
})
