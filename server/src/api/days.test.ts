import { expect, test } from 'vitest'
import { z } from 'zod'
import { sideOf } from '../experiment/assignment.ts'
import { approve, effectOf, putInForce, submitChange, versionsOf, withoutTriggers } from '../testing/life.ts'
import { nightTo } from '../testing/night.ts'
import { contactWith, LIST_DAY, listOf, NEXT_DAY, rowsIn } from '../testing/small-bank.ts'
import { bankOfEachTest } from '../testing/test-banks.ts'

const bank = bankOfEachTest({
  begin: async (bank) => {
    await submitChange(bank, withoutTriggers)
    await approve(bank, 2, await effectOf(bank, 2))
  },
})

const versionOf = (branch: string): Set<number> => {
  const { today, snapshot } = bank.open.desk
  const place = snapshot.branches.findIndex(({ id }) => id === branch)
  const rows = [...snapshot.customers.branch.keys()].filter((row) => snapshot.customers.branch[row] === place)
  return new Set(rows.map((row) => today.playbookOf(row).version))
}

test('what is put in force from a day on decides from that day on, in its branches only', async () => {
  const runs = await rowsIn(bank, 'decided')
  expect((await putInForce(bank, 2, { from: NEXT_DAY, branches: ['B002'] })).status).toBe(201)
  // Nothing changes today, so nothing is decided again.
  expect(await rowsIn(bank, 'decided')).toBe(runs)
  expect([versionOf('B001'), versionOf('B002')]).toEqual([new Set([1]), new Set([1])])
  expect(await versionsOf(bank)).toMatchObject([{ state: 'scheduled' }, { state: 'active' }])
  const before = await listOf(bank, 'B002')
  await nightTo(bank, NEXT_DAY)
  expect([versionOf('B001'), versionOf('B002')]).toEqual([new Set([1]), new Set([2])])
  expect(await versionsOf(bank)).toMatchObject([{ state: 'active' }, { state: 'active' }])
  expect((await listOf(bank, 'B002')).actions.some(({ action }) => action === 'trigger')).toBe(false)
  // What was decided for the day before stays as it was.
  const yesterday = await listOf(bank, 'B002', `?date=${LIST_DAY}`)
  expect(yesterday.actions.map(({ key }) => key)).toEqual(before.actions.map(({ key }) => key))
})

test('an experiment begins on its day; its days count until the one on which it ends', async () => {
  const split = { seed: 'spring', share: 5_000, holdout: 0 }
  const outcomes = async () => {
    const { body } = await bank.ask('auditor', 'GET', '/api/experiments/trial/outcomes')
    const side = z.object({ side: z.string(), outcomes: z.array(z.object({ customers: z.number() })) })
    return z.object({ days: z.array(z.string()), sides: z.array(side) }).parse(body)
  }
  const contactedOn = async (side: string) => {
    const found = (await outcomes()).sides.find((each) => each.side === side)
    return found?.outcomes[0]?.customers
  }
  const reach = async (side: string) => {
    const { actions } = await listOf(bank, 'B001')
    const action = actions.find(({ customer }) => sideOf(split, customer.id) === side)
    if (!action) throw new Error(`Nobody is due on the side of the ${side}`)
    const { status } = await bank.ask('manager', 'POST', '/api/contacts', contactWith(action))
    expect(status).toBe(201)
  }
  const started = await bank.ask('approver', 'POST', '/api/experiments', {
    id: 'trial',
    name: 'Fewer events',
    playbook: 'retail',
    challenger: 2,
    unit: 'customer',
    share: 50,
    seed: split.seed,
    from: NEXT_DAY,
    reason: 'Are the events worth the minutes?',
  })
  expect(started).toMatchObject({ status: 201, body: { state: 'scheduled' } })
  expect(versionOf('B001')).toEqual(new Set([1]))
  await reach('challenger')
  expect(await outcomes()).toEqual({ days: [], sides: [] })
  await nightTo(bank, NEXT_DAY)
  await reach('challenger')
  expect(versionOf('B001')).toEqual(new Set([1, 2]))
  expect(await outcomes()).toMatchObject({ days: [NEXT_DAY] })
  expect([await contactedOn('challenger'), await contactedOn('champion')]).toEqual([1, 0])
  await nightTo(bank, '2026-03-13')
  await reach('champion')
  expect(await outcomes()).toMatchObject({ days: [NEXT_DAY, '2026-03-13'] })
  expect([await contactedOn('challenger'), await contactedOn('champion')]).toEqual([1, 1])
  await bank.ask('approver', 'POST', '/api/experiments/trial/end', { reason: 'Enough is known' })
  await reach('champion')
  expect(await outcomes()).toMatchObject({ days: [NEXT_DAY] })
  expect([await contactedOn('challenger'), await contactedOn('champion')]).toEqual([1, 0])
})
