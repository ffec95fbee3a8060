import { describe, expect, it } from 'vitest'
import { customer, day, decide, nodes, on, planOf, playbookWith, SMALL } from '../../testing/small-bank.ts'

/** A customer of tier A is contacted every 10 working days, with 3 of grace; B every 20 with 5; C never. */
const duty = async (lastContact: string | null, asOf: string, fees = 10_000) => {
  const decided = await decide(
    SMALL,
    customer({ fees, last_contact: lastContact === null ? null : day(lastContact) }),
    on(asOf),
  )
  return {
    elapsed: decided['duty.elapsed'],
    due: decided.duty,
    overdue: decided['duty.overdue'],
    urgency: decided['duty.urgency'],
  }
}

describe('a contact duty', () => {
  it('is due once so many working days have passed, weekends not counted', async () => {
    expect(await duty('2026-02-16', '2026-02-27')).toMatchObject({ elapsed: 9, due: false })
    expect(await duty('2026-02-16', '2026-03-02')).toMatchObject({ elapsed: 10, due: true, overdue: false })
  })

  it('is overdue only after its grace', async () => {
    expect(await duty('2026-02-16', '2026-03-04')).toMatchObject({ elapsed: 12, overdue: false })
    expect(await duty('2026-02-16', '2026-03-05')).toMatchObject({ elapsed: 13, overdue: true })
  })

  it('stands still over public holidays, and moves on a Saturday that makes up for them', async () => {
    expect(await duty('2026-04-30', '2026-05-02')).toMatchObject({ elapsed: 2 })
    expect(await duty('2026-04-30', '2026-05-17')).toMatchObject({ elapsed: 2, due: false })
    expect(await duty('2026-04-30', '2026-05-28')).toMatchObject({ elapsed: 11 })
  })

  it('counts over the end of a year, and no further back than the calendar knows', async () => {
    expect(await duty('2025-12-31', '2026-01-02')).toMatchObject({ elapsed: 2 })
    expect((await duty('1999-01-01', '2025-01-02')).elapsed).toBe(1)
  })

  it('of a customer never contacted is due at once, or never, as the playbook says; it is not overdue', async () => {
    expect(await duty(null, '2026-03-02')).toEqual({ elapsed: 0, due: true, overdue: false, urgency: 200 })
    const patient = planOf(playbookWith({ ...nodes.duty, neverContacted: 'not_due' }))
    const decided = await decide(patient, customer({ fees: 10_000 }))
    expect([decided.duty, decided['duty.overdue']]).toEqual([false, false])
  })

  it('is not due for a contact still to come', async () => {
    expect(await duty('2026-03-20', '2026-03-02')).toMatchObject({ due: false, overdue: false })
  })

  it('does not bind a tier without one', async () => {
    expect(await duty(null, '2026-03-02', 0)).toMatchObject({ due: false, overdue: false, urgency: 0 })
    expect(await duty('2025-01-02', '2026-12-31', 0)).toMatchObject({ due: false, overdue: false })
  })

  it('takes interval, channel and minutes from the tier', async () => {
    const steps = async (fees: number) => {
      const decided = await decide(SMALL, customer({ fees }))
      return [decided['duty.every'], decided['duty.limit'], decided['duty.channel'], decided['duty.minutes']]
    }
    expect(await steps(10_000)).toEqual([10, 13, 'phone', 15])
    expect(await steps(5000)).toEqual([20, 25, 'wechat', 5])
    expect((await steps(0)).toSpliced(2, 1)).toEqual([0, 0, 0])
  })

  it('may bind every working day', async () => {
    const duties = { ...nodes.duty.duties, A: { ...nodes.duty.duties.A, every: 1, grace: 0 } }
    const daily = planOf(playbookWith({ ...nodes.duty, duties }))
    const due = async (lastContact: string) => {
      const decided = await decide(
        daily,
        customer({ fees: 10_000, last_contact: day(lastContact) }),
        on('2026-03-02'),
      )
      return [decided.duty, decided['duty.overdue']]
    }
    expect(await due('2026-02-27')).toEqual([true, true])
    expect(await due('2026-03-02')).toEqual([false, false])
  })

  it('is the more urgent the longer it is due, up to three times', async () => {
    expect((await duty('2026-02-16', '2026-03-02')).urgency).toBe(100)
    expect((await duty('2026-02-16', '2026-03-03')).urgency).toBe(110)
    expect((await duty('2026-01-15', '2026-03-02')).urgency).toBe(300)
    expect((await duty('2025-01-15', '2026-03-02')).urgency).toBe(300)
    expect((await duty('2026-02-16', '2026-03-03', 5000)).urgency).toBe(55)
  })
})
