import { readFile } from 'node:fs/promises'
import {
  enquiryKinds,
  enquiryMeant,
  explainer,
  formatDay,
  parseDay,
  parsePlaybookText,
  plan,
  populationOf,
  referenceEvaluator,
  runTests,
  type WorkingDays,
  weekday,
} from '@branch-playbook/engine'
import { describe, expect, it } from 'vitest'
import { schemaText } from './command/run-command.ts'
import { calendarIds, readCalendar, readPlaybookText, SHIPPED_PLAYBOOKS } from './shipped.ts'

async function calendar(id: string): Promise<WorkingDays> {
  const read = await readCalendar(id)
  if (!read.ok) throw new Error(read.problems.map(({ what }) => what).join('\n'))
  return read.value
}

const day = (text: string): number => {
  const read = parseDay(text)
  if (read === null) throw new Error(`${text} is not a day`)
  return read
}

/** Weekdays off and weekend days worked, in one year. */
function exceptions(workingDays: WorkingDays, year: number) {
  const found = { closed: 0, worked: [] as string[] }
  for (let each = day(`${year}-01-01`); each <= day(`${year}-12-31`); each += 1) {
    const [weekend, works] = [weekday(each) > 5, workingDays.isWorkingDay(each)]
    if (!weekend && !works) found.closed += 1
    if (weekend && works) found.worked.push(formatDay(each).slice(5))
  }
  return found
}

describe('the Chinese calendar', () => {
  it('has the make-up days that the State Council announced', async () => {
    const cn = await calendar('cn')
    const worked = (year: number) => exceptions(cn, year).worked
    expect(worked(2024)).toEqual(['02-04', '02-18', '04-07', '04-28', '05-11', '09-14', '09-29', '10-12'])
    expect(worked(2025)).toEqual(['01-26', '02-08', '04-27', '09-28', '10-11'])
    expect(worked(2026)).toEqual(['01-04', '02-14', '02-28', '05-09', '09-20', '10-10'])
  })

  it('has as many days off as the notices, weekends within the holidays included', async () => {
    const text = await readFile(new URL('../calendars/cn.json', import.meta.url), 'utf8')
    const { years } = JSON.parse(text)
    expect([2024, 2025, 2026].map((year) => years[year].closed.length)).toEqual([28, 28, 33])
    const cn = await calendar('cn')
    expect([2024, 2025, 2026].map((year) => exceptions(cn, year).closed)).toEqual([19, 18, 19])
  })

  it('counts a Saturday worked to make up, and not the day off before it', async () => {
    const cn = await calendar('cn')
    expect(cn.isWorkingDay(day('2026-02-14'))).toBe(true)
    expect(cn.isWorkingDay(day('2026-02-17'))).toBe(false)
    expect(cn.isWorkingDay(day('2026-03-07'))).toBe(false)
  })

  it('does not know a year that is not announced', async () => {
    const cn = await calendar('cn')
    expect(cn.knows(day('2026-12-31'))).toBe(true)
    expect(cn.knows(day('2027-01-01'))).toBe(false)
  })
})

describe('the Czech calendar', () => {
  it('has the public holidays that fall on weekdays', async () => {
    const cz = await calendar('cz')
    const closed = [1993, 1994, 1995, 1996, 1997, 1998, 1999].map((year) => exceptions(cz, year).closed)
    expect(closed).toEqual([6, 5, 7, 9, 8, 8, 6])
    expect(cz.isWorkingDay(day('1994-04-04'))).toBe(false)
    expect(cz.isWorkingDay(day('1994-04-05'))).toBe(true)
  })
})

describe('shipped files', () => {
  it('names the calendars there are when asked for another', async () => {
    const read = await readCalendar('../cn')
    expect(read.problems.map(({ code, values }) => [code, values.known])).toEqual([
      ['unknown_calendar', (await calendarIds()).join(', ')],
    ])
  })

  it('keeps the JSON Schema up to date', async () => {
    const kept = await readFile(new URL('../playbook.schema.json', import.meta.url), 'utf8')
    expect(kept, 'write it anew: npm run -s playbook -- schema > playbooks/playbook.schema.json').toBe(
      schemaText(),
    )
  })

  it.each(SHIPPED_PLAYBOOKS)(
    'has a playbook "%s" without problems, whose tests pass with both evaluators',
    async (id) => {
      const text = await readPlaybookText(id)
      const parsed = parsePlaybookText(text.ok ? text.value : '')
      if (!parsed.ok) throw new Error(parsed.problems.map(({ what }) => what).join('\n'))
      const planned = plan(parsed.value)
      expect(planned.problems).toEqual([])
      if (!planned.ok) return
      const workingDays = await calendar(parsed.value.calendar)
      const reference = referenceEvaluator(planned.plan)
      const columns = explainer(planned.plan)
      const results = [
        ...(await runTests(
          planned.plan,
          workingDays,
          async (facts, run) => (await reference.decide(facts, run)).values,
        )),
        ...(await runTests(planned.plan, workingDays, (facts, run) =>
          columns.values(populationOf(planned.plan, [facts]), 0, run),
        )),
      ]
      expect(results.length).toBeGreaterThan(0)
      expect(results.flatMap(({ problems }) => problems.map(({ what }) => what))).toEqual([])
    },
  )
})

describe('the retail playbook', () => {
  it.each([
    ['我的卡掉了', 'card_lost'],
    ['我的卡丢了怎么办', 'card_lost'],
    ['我要挂失', 'card_lost'],
    ['利率多少', 'deposit_rates'],
    ['想提前还贷', 'early_repayment'],
    ['how much would it cost me to pay back my mortgage early', 'early_repayment'],
    ['理财亏了我要说法', 'complaint'],
    ['卖房款怎么打理', null],
  ])('takes "%s" for what customers mean by it', async (said, kind) => {
    const text = await readPlaybookText('retail')
    const read = parsePlaybookText(text.ok ? text.value : '')
    const kinds = read.ok ? enquiryKinds(read.value.nodes) : []
    expect(kinds.length).toBeGreaterThan(0)
    expect(enquiryMeant(kinds, said)?.id ?? null).toBe(kind)
  })
})
