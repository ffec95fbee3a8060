import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parsePlaybookText } from '@branch-playbook/engine'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { playbookFile, readPlaybookText, type ShippedPlaybook } from '../shipped.ts'
import { run } from './run-captured.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'command-'))
})
afterAll(() => rm(folder, { recursive: true }))

const inFolder = (name: string): string => join(folder, name)

async function write(name: string, content: string): Promise<string> {
  await writeFile(inFolder(name), content)
  return inFolder(name)
}

type Row = Record<string, string | number | boolean | null>

/** A facts file for a shipped playbook: what a row leaves out is as with the example "newcomer". */
async function factsFile(name: string, id: ShippedPlaybook, rows: Row[], extra: readonly string[] = []) {
  const text = await readPlaybookText(id)
  const parsed = parsePlaybookText(text.ok ? text.value : '')
  if (!parsed.ok) throw new Error('the shipped playbook does not parse')
  const newcomer = parsed.value.examples?.find((each) => each.id === 'newcomer')?.facts
  const columns = ['customer', ...extra, ...parsed.value.facts.map((fact) => fact.name)]
  const lines = rows.map((row) => columns.map((column) => row[column] ?? newcomer?.[column] ?? '').join(','))
  return write(name, `${columns.join(',')}\n${lines.join('\n')}\n`)
}

const RETAIL = playbookFile('retail')
const AS_OF = ['--as-of', '2026-03-10']

const evaluate = (customers: string, out: string, ...more: string[]) =>
  run('evaluate', '--playbook', RETAIL, '--customers', customers, ...AS_OF, '--out', out, ...more)

async function retailWith(name: string, from: string, to: string): Promise<string> {
  const text = await readFile(RETAIL, 'utf8')
  expect(text).toContain(from)
  return write(name, text.replace(from, to))
}

describe('check', () => {
  it('ends with 0 for a playbook without errors and says its identity', async () => {
    const { exit, out, err } = await run('check', RETAIL)
    expect([exit, err]).toEqual([0, ''])
    expect(out).toMatch(/no errors; 21 nodes, \d+ tests, identity [0-9a-f]{64}/)
  })

  it.each([
    ['a mistyped number', '"from": 400000 }', '"from": "400000" }', 'wrong_type'],
    ['an unknown fact', '"date": "last_activity"', '"date": "last_activty"', 'unknown_name'],
    ['thresholds out of order', '"from": 400000 }', '"from": 4000000 }', 'thresholds_out_of_order'],
    ['a cycle', '"of": "turnover_90d" }', '"of": "turnover" }', 'cycle'],
    ['text that is no JSON', '"format": 1,', '"format": 1', 'not_json'],
    ['a calendar that there is not', '"calendar": "cn"', '"calendar": "xx"', 'unknown_calendar'],
  ])('ends with 1 for %s and says where', async (_, from, to, code) => {
    const file = await retailWith('bad.json', from, to)
    const { exit, out } = await run('check', file, '--json')
    const report = JSON.parse(out)
    expect(exit).toBe(1)
    expect(report.ok).toBe(false)
    const changed = (await readFile(RETAIL, 'utf8')).split(from)[0]?.split('\n').length ?? 0
    const found = report.problems.find((each: { code: string }) => each.code === code)
    expect(found).toMatchObject({ code, file })
    expect(Math.abs(found.line - changed)).toBeLessThanOrEqual(1)
    const { err } = await run('check', file)
    expect(err).toContain(`${file}:${found.line}:${found.column}: error: ${found.what}\n    ${found.mend}`)
  })

  it('says what is wrong in Chinese when asked to', async () => {
    const file = await retailWith('bad.json', '"date": "last_activity"', '"date": "last_activty"')
    const { err } = await run('check', file, '--locale', 'zh-CN')
    expect(err).toContain('没有名为“last_activty”的客户指标或节点。')
    expect(err).toContain('last_activity')
  })
})

describe('what is printed', () => {
  it('never takes over the terminal, whatever a file calls its things', async () => {
    const file = await retailWith(
      'hostile.json',
      '"tests": [',
      '"tests": [{ "name": "x\\u001b]0;taken\\u0007\\u202e", "like": "newcomer", "facts": {}, "asOf": "2026-03-10", "expect": { "nothing": 1 } },',
    )
    for (const command of ['check', 'test']) {
      const { out, err } = await run(command, file)
      expect(`${out}${err}`).not.toMatch(/(?![\n\t])\p{Cc}|\u202e/u)
    }
    const failing = await retailWith(
      'failing.json',
      '"tests": [',
      '"tests": [{ "name": "x\\u001b[31m\\u202e", "like": "newcomer", "facts": {}, "asOf": "2026-03-10", "expect": { "contribution": 1 } },',
    )
    const { out, err } = await run('test', failing)
    expect(`${out}${err}`).toContain('"x\uFFFD[31m\uFFFD"')
  })
})

describe('test', () => {
  it('ends with 0 when all tests pass', async () => {
    const { exit, out } = await run('test', RETAIL)
    expect([exit, out]).toEqual([0, expect.stringMatching(/^\d+ tests passed, 0 failed\n$/)])
  })

  it('ends with 1 when one fails, and points at what was expected', async () => {
    const file = await retailWith('failing.json', '"expect": { "tier": "A" }', '"expect": { "tier": "C" }')
    const { exit, out, err } = await run('test', file)
    expect(exit).toBe(1)
    expect(out).toMatch(/ 1 failed/)
    expect(err).toMatch(/failing\.json:\d+:\d+: error: The test ".*" expects tier to be C, and it is A\./)
  })
})

describe('evaluate', () => {
  const sensitive = { rate_sensitive_holdings: 1, rate_sensitive_balance: 10_000_000 }
  const rows: Row[] = [
    { customer: 'C1', fees_12m: 5_000_000, last_contact: '2026-01-05', adviser: 'zhou' },
    { customer: 'C2', fees_12m: 1_500_000, adviser: 'zhou' },
    { customer: '"C,3"', fees_12m: 400_000, last_contact: '2026-03-05', ...sensitive },
    { customer: 'C4', do_not_contact: null, last_activity: null, adviser: 'wang' },
    ...Array.from({ length: 40 }, (_, at) => ({ customer: `D${at}`, fees_12m: 6_000_000, adviser: 'zhou' })),
  ]
  const cut = { id: 'cut-1', type: 'rate_cut', day: '2026-03-09', name: { 'zh-CN': '降息', en: 'Rate cut' } }

  it('writes the same bytes with both evaluators', async () => {
    const customers = await factsFile('facts.csv', 'retail', rows, ['adviser'])
    const events = await write('events.json', JSON.stringify([cut]))
    const written = await Promise.all(
      (['reference', 'columns'] as const).map(async (evaluator) => {
        const out = inFolder(`${evaluator}.csv`)
        const { exit } = await evaluate(customers, out, '--events', events, '--evaluator', evaluator)
        expect(exit).toBe(0)
        return readFile(out, 'utf8')
      }),
    )
    expect(written[0]).toBe(written[1])
    const lines = written[0]?.split('\n') ?? []
    expect(lines[0]).toMatch(/^customer,contribution,.*,daily_list\.score,listing,position$/)
    expect(lines).toHaveLength(rows.length + 2)
    expect(lines[3]).toMatch(/^"C,3",400000,/)
    expect(lines[3]).toContain(',rate_cut,phone,allowed,trigger,10,')
  })

  it('lists each adviser’s best contacts as far as his minutes go, and cuts the rest', async () => {
    const customers = await factsFile('facts.csv', 'retail', rows, ['adviser'])
    await evaluate(customers, inFolder('lists.csv'))
    const listings = (await readFile(inFolder('lists.csv'), 'utf8'))
      .split('\n')
      .slice(1, -1)
      .map((line) => line.split(',').slice(-2))
    expect(listings.filter(([listing]) => listing === 'listed')).toHaveLength(240 / 15)
    expect(listings.filter(([listing]) => listing === 'cut')).toHaveLength(42 - 240 / 15)
    const positions = listings.flatMap(([, position]) => (position ? [Number(position)] : []))
    expect(positions.toSorted((left, right) => left - right)).toEqual(
      Array.from({ length: 42 }, (_, at) => at + 1),
    )
  })

  it('has no columns of listings when the customers have no advisers', async () => {
    const customers = await factsFile('plain.csv', 'retail', [{ customer: '1' }])
    await evaluate(customers, inFolder('plain.out.csv'))
    expect(await readFile(inFolder('plain.out.csv'), 'utf8')).toMatch(/^customer,.*,daily_list\.score\n1,0,/)
  })

  it('says which columns it ignored, and warns of events that no trigger answers to', async () => {
    const customers = await factsFile(
      'extra.csv',
      'retail',
      [{ customer: '1', shoe_size: 43 }],
      ['shoe_size'],
    )
    const events = await write('events.json', JSON.stringify([{ ...cut, type: 'moon_landing' }]))
    const { exit, err } = await evaluate(customers, inFolder('extra.out.csv'), '--events', events)
    expect(exit).toBe(0)
    expect(err).toContain('shoe_size')
    expect(err).toMatch(/events\.json:1:\d+: warning: .*moon_landing/)
  })

  describe('when the facts are bad', () => {
    beforeEach(() => write('kept.csv', 'what was there before\n'))

    it('ends with 1, keeps the file that was there, and leaves nothing beside it', async () => {
      const customers = await write('bad.csv', 'customer,loans\n1,x\n')
      const before = await readdir(folder)
      const { exit, err, out } = await evaluate(customers, inFolder('kept.csv'))
      expect([exit, out]).toEqual([1, ''])
      expect(err).toContain(`${customers}:1: error: The column "demand_deposits" is missing`)
      expect(await readFile(inFolder('kept.csv'), 'utf8')).toBe('what was there before\n')
      expect(await readdir(folder)).toEqual(before)
    })

    it('counts what it does not show', async () => {
      const many = Array.from({ length: 30 }, (_, at) => ({ customer: at, loans: 'x' }))
      const customers = await factsFile('many.csv', 'retail', many)
      const { exit, err } = await evaluate(customers, inFolder('kept.csv'))
      expect(exit).toBe(1)
      expect(err).toContain('30 problems; the first 20 are shown.')
      expect(JSON.parse((await evaluate(customers, inFolder('kept.csv'), '--json')).out).problemCount).toBe(
        30,
      )
    })
  })

  it('ends with 1 on a day that the calendar does not know, and with events that are none', async () => {
    const customers = await factsFile('plain.csv', 'retail', [{ customer: '1' }])
    const late = await evaluate(customers, inFolder('never.csv'), '--as-of', '2027-01-04')
    expect([late.exit, late.err]).toEqual([
      1,
      expect.stringContaining('2027-01-04 lies outside the calendar "cn"'),
    ])
    const events = await write('events.json', '[{"id":"x","type":"rate_cut","day":"yesterday"}]')
    const odd = await evaluate(customers, inFolder('never.csv'), '--events', events)
    expect([odd.exit, odd.err]).toEqual([1, expect.stringContaining('events.json:1:')])
    expect(await readdir(folder)).not.toContain('never.csv')
  })

  it('never writes over a file that it reads, nor over anything but a plain file', async () => {
    const customers = await factsFile('plain.csv', 'retail', [{ customer: '1' }])
    await symlink(customers, inFolder('link.csv'))
    await symlink(inFolder('nowhere.csv'), inFolder('broken-link.csv'))
    const before = await readFile(customers, 'utf8')
    for (const out of [
      customers,
      inFolder('link.csv'),
      inFolder('broken-link.csv'),
      folder,
      '/dev/null',
      join(folder, 'no', 'such.csv'),
    ]) {
      expect((await evaluate(customers, out)).exit, out).toBe(2)
    }
    expect(await readFile(customers, 'utf8')).toBe(before)
  })
})

describe('explain', () => {
  it('says why, down to the figures, in both languages', async () => {
    const customers = await factsFile('one.csv', 'retail', [
      { customer: 'C1', demand_deposits: 500_000_000, last_contact: '2026-01-05' },
    ])
    const explain = (...more: string[]) =>
      run('explain', '--playbook', RETAIL, '--customers', customers, ...AS_OF, '--customer', 'C1', ...more)
    const english = await explain()
    expect(english.exit).toBe(0)
    expect(english.out).toMatch(/Demand deposits: .*5,000,000\.00 × 1\.35 % = .*67,500\.00/)
    expect(english.out).toMatch(/Contact is overdue: the last one was on 2026-01-05/)
    expect((await explain('--locale', 'zh-CN')).out).toMatch(/联系已逾期：上次联系为 2026-01-05/)
    expect(JSON.parse((await explain('--json')).out)).toMatchObject({
      ok: true,
      customer: 'C1',
      outcomes: { tier: 'A' },
    })
  })

  it('says where he stands on his adviser’s list, also when the minutes end before him', async () => {
    const due = (customer: string, fees_12m: number) => ({
      customer,
      adviser: 'K1',
      fees_12m,
      last_contact: '2026-01-05',
    })
    const customers = await factsFile(
      'listed.csv',
      'retail',
      [due('C1', 9_000_000), due('C2', 6_000_000)],
      ['adviser'],
    )
    const short = await retailWith('short.json', '"minutesPerDay": 240', '"minutesPerDay": 15')
    const explain = (customer: string, ...more: string[]) =>
      run('explain', '--playbook', short, '--customers', customers, ...AS_OF, '--customer', customer, ...more)
    expect((await explain('C1')).out).toContain('- On the list of adviser K1: number 1.\n')
    const cut = '- Cut from the list of adviser K1: number 2, and the adviser’s minutes end before that.\n'
    expect((await explain('C2')).out).toContain(cut)
    const asked = await explain('C2', '--why-not', 'listed')
    expect([asked.out.split('\n').length, asked.out]).toEqual([3, expect.stringContaining(cut)])
    expect((await explain('C2', '--why-not', 'tier=B')).out).not.toContain('K1')
    expect(JSON.parse((await explain('C2', '--json')).out).listing).toEqual({
      adviser: 'K1',
      place: 'cut',
      position: 2,
    })
  })

  it('says of one node all that it rests on', async () => {
    const customers = await factsFile('one.csv', 'retail', [{ customer: 'C1', fees_12m: 4_200_000 }])
    const of = (node: string) =>
      run(
        ...['explain', '--playbook', RETAIL, '--customers', customers, ...AS_OF, '--customer', 'C1'],
        ...['--of', node],
      )
    expect((await of('tier')).out).toMatch(
      /\n- Customer tier: B.*\n {2}- Annual contribution: .*42,000\.00\.\n(.*\n)* {4}- Term deposits: .*0\.00\./,
    )
    const { exit, err } = await of('teir')
    expect([exit, err]).toEqual([1, expect.stringContaining('Write "tier"')])
  })

  it('says what would lead to another outcome, as sentences and as a structure', async () => {
    const customers = await factsFile('one.csv', 'retail', [{ customer: 'C1', fees_12m: 4_200_000 }])
    const whyNot = (wanted: string, ...more: string[]) =>
      run(
        ...['explain', '--playbook', RETAIL, '--customers', customers, ...AS_OF, '--customer', 'C1'],
        ...['--why-not', wanted, ...more],
      )
    const { exit, out } = await whyNot('tier=A')
    expect(exit).toBe(0)
    expect(out).toMatch(/Annual contribution is .*42,000\.00; .* at least .*50,000\.00: .*8,000\.00 short/)
    expect(out).toMatch(/Term deposits: .*1,454,544\.\d\d more/)
    const answer = JSON.parse((await whyNot('listed', '--json')).out)
    expect(answer).toMatchObject({ ok: true, whyNot: { reached: true, ways: [] } })
    expect((await whyNot('tier=A', '--locale', 'zh-CN')).out).toMatch(/还差.*8,000\.00/)
    const wrong = await whyNot('tier=Z')
    expect([wrong.exit, wrong.err]).toEqual([1, expect.stringContaining('one of these: A, B, C, D, E')])
  })

  it('ends with 1 for a customer who is not in the file', async () => {
    const customers = await factsFile('one.csv', 'retail', [{ customer: 'C1' }])
    const { exit, err } = await run(
      'explain',
      '--playbook',
      RETAIL,
      '--customers',
      customers,
      ...AS_OF,
      '--customer',
      'c1',
    )
    expect([exit, err]).toEqual([1, expect.stringContaining('There is no customer c1')])
  })
})
