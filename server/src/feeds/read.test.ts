import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { rowsOf, withDuckDb } from '../duckdb/session.ts'
import { readFeeds } from './read.ts'
import type { BadRow } from './report.ts'
import { smallBank, writeFeeds } from './small-bank.ts'

const branchRow = z.object({ id: z.string(), name: z.string(), name_en: z.string().nullable() })
const householdRow = z.object({ id: z.string(), household: z.string().nullable() })

const read = (feeds: Parameters<typeof writeFeeds>[0]) =>
  withDuckDb(async (connection) => {
    const report = await readFeeds(connection, writeFeeds(feeds))
    const branches = await rowsOf(connection, branchRow, 'SELECT * FROM branches ORDER BY record')
    const households = await rowsOf(
      connection,
      householdRow,
      'SELECT id, household FROM customers ORDER BY record',
    )
    return { report, branches, households }
  })

const places = (badRows: readonly BadRow[]) =>
  badRows.map(({ file, line, column, value, reason, lost }) => [file, line, column, value, reason, lost])

const customer = (row: Record<string, string>) => ({ name: '李伟', branch: 'B1', ...row })

describe('bad values', () => {
  test('each is reported with file, line, column, value and reason, and the good rows stay', async () => {
    const { report } = await read({
      ...smallBank,
      customers: [
        customer({ id: 'C1' }),
        customer({ id: 'C2', birth_date: '2001-02-29' }),
        customer({ id: 'C3', birth_date: '1.2.2001' }),
        customer({ id: 'C4', do_not_contact: 'yes' }),
        customer({ id: 'C5', risk_class: 'C9' }),
        customer({ id: 'C6', months_below: 'two' }),
        customer({ id: 'C7', months_below: '-1' }),
        customer({ id: 'C8', months_below: '9999999999' }),
        customer({ id: 'C9', name: '' }),
        customer({ id: 'C1' }),
        customer({ id: 'C10', branch: 'B7' }),
        customer({ id: 'C11', adviser: 'M7' }),
        customer({ id: 'C12', birth_date: '2001-02-30', tier: 'F' }),
        customer({ id: 'C13', name: '\u200b \u3000' }),
      ],
    })
    expect(places(report.badRows)).toEqual([
      ['customers.csv', 3, 'birth_date', '2001-02-29', 'no-such-day', 'row'],
      ['customers.csv', 4, 'birth_date', '1.2.2001', 'not-a-day', 'row'],
      ['customers.csv', 5, 'do_not_contact', 'yes', 'not-a-flag', 'row'],
      ['customers.csv', 6, 'risk_class', 'C9', 'unknown-class', 'row'],
      ['customers.csv', 7, 'months_below', 'two', 'not-a-number', 'row'],
      ['customers.csv', 8, 'months_below', '-1', 'negative', 'row'],
      ['customers.csv', 9, 'months_below', '9999999999', 'too-large', 'row'],
      ['customers.csv', 10, 'name', null, 'missing-value', 'row'],
      ['customers.csv', 11, 'id', 'C1', 'duplicate-key', 'row'],
      ['customers.csv', 12, 'branch', 'B7', 'unknown-reference', 'row'],
      ['customers.csv', 13, 'adviser', 'M7', 'unknown-reference', 'value'],
      ['customers.csv', 14, 'birth_date', '2001-02-30', 'no-such-day', 'row'],
      ['customers.csv', 14, 'tier', 'F', 'unknown-class', 'row'],
      ['customers.csv', 15, 'name', '\u200b \u3000', 'missing-value', 'row'],
    ])
    expect(report.files.find(({ file }) => file === 'customers.csv')).toMatchObject({ rows: 14, kept: 2 })
    expect(report.badRows[3]?.text).toBe('is none of C1, C2, C3, C4, C5')
  })

  test('an event that is over before it begins is left out, and a day that is none is told of its own column', async () => {
    const event = (id: string, day: string, until: string) => ({
      id,
      type: 'rate_cut',
      day,
      until,
      name: '降息',
    })
    const { report } = await read({
      ...smallBank,
      events: [
        event('E1', '2026-03-10', '2026-03-10'),
        event('E2', '2026-03-10', '2026-03-09'),
        event('E3', '2026-03-10', ''),
        event('E4', 'soon', '2026-03-09'),
        event('E5', '2026-12-01', '2027-01-31'),
      ],
    })
    expect(places(report.badRows)).toEqual([
      ['events.csv', 3, 'until', '2026-03-09', 'before-day', 'row'],
      ['events.csv', 5, 'day', 'soon', 'not-a-day', 'row'],
    ])
    expect(report.badRows[0]?.text).toBe('is before the day of the row')
    expect(report.files.find(({ file }) => file === 'events.csv')).toMatchObject({ rows: 5, kept: 3 })
  })

  test('an amount is a whole number of the minor unit that a double keeps exactly', async () => {
    const holding = (balance: string, at: number) => ({
      id: `H${at}`,
      customer: 'C1',
      product: 'D',
      balance,
      opened: '2020-01-01',
    })
    const balances = [
      '-5',
      '12.50',
      '1e3',
      '1 000',
      '9007199254740991',
      '9007199254740992',
      '99999999999999999999',
    ]
    const { report } = await read({ ...smallBank, holdings: balances.map(holding) })
    expect(report.badRows.map(({ value, reason }) => [value, reason])).toEqual([
      ['12.50', 'not-whole-minor-units'],
      ['1e3', 'not-a-number'],
      ['1 000', 'not-a-number'],
      ['9007199254740992', 'too-large'],
      ['99999999999999999999', 'too-large'],
    ])
  })

  test('a number under which no page could be opened, or that nobody can tell from another, is none', async () => {
    const rare = '𠮷'
    const good = ['a'.repeat(100), rare.repeat(50), 'x/y', 'a%2Fb', '客户一', 'a b', '...']
    const long = ['b'.repeat(101), rare.repeat(51)]
    const unseen = ['.', '..', '\u200bC1', '\u202eC1', 'C\ufeff1', 'C1\t', 'C\u00ad1']
    const { report, households } = await read({
      ...smallBank,
      advisers: [
        { id: 'M1', name: '王敏', branch: 'B1', minutes_per_day: '240' },
        { id: 'desk:B1', name: '王敏', branch: 'B1', minutes_per_day: '240' },
      ],
      customers: [...good, ...long, ...unseen].map((id) => customer({ id })),
    })
    expect(households.map(({ id }) => id)).toEqual(good)
    expect(places(report.badRows)).toEqual([
      ['advisers.csv', 3, 'id', 'desk:B1', 'name-of-desk', 'row'],
      ...[...long, ...unseen].map((id, at) => [
        ...['customers.csv', good.length + at + 2, 'id', id],
        ...[long.includes(id) ? 'too-long' : 'not-an-address', 'row'],
      ]),
    ])
  })

  test('a holding of a customer whose own row is bad is reported too', async () => {
    const { report } = await read({
      ...smallBank,
      customers: [customer({ id: 'C1', tier: 'X' })],
      holdings: [{ id: 'H1', customer: 'C1', product: 'D', balance: '1', opened: '2020-01-01' }],
    })
    expect(places(report.badRows)[1]).toEqual([
      'holdings.csv',
      2,
      'customer',
      'C1',
      'unknown-reference',
      'row',
    ])
  })

  test('the report stops at a thousand rows but counts all', async () => {
    const customers = Array.from({ length: 1500 }, (_, at) => customer({ id: `C${at}`, tier: 'X' }))
    const { report } = await read({ ...smallBank, customers })
    expect([report.badRows.length, report.badRowTotal]).toEqual([1000, 1500])
  })
})

describe('the file', () => {
  test('may have a BOM, CRLF, LF, blank lines, quotes, line breaks in quotes and columns in any order', async () => {
    const text = '\uFEFFname,id,name_en\r\n"城,中",B1,"a\r\nb"\n\r\n"say ""hi""",B2,\r\nx"y,B3,last'
    const { report, branches } = await read({ branches: text })
    expect(branches).toEqual([
      { id: 'B1', name: '城,中', name_en: 'a\r\nb' },
      { id: 'B2', name: 'say "hi"', name_en: null },
      { id: 'B3', name: 'x"y', name_en: 'last' },
    ])
    expect(report.badRowTotal).toBe(0)
  })

  test('loses a malformed row only, and keeps counting lines as an editor does', async () => {
    const rows = [
      'id,name,name_en',
      'B1,"two',
      'lines",',
      'B2,too,many,fields',
      'B3,few',
      'B4,"never closed,',
      'B5,"quoted" text,',
      'B6,good,',
      'B7,,',
    ]
    const { report, branches } = await read({ branches: rows.join('\n') })
    expect(branches.map(({ id }) => id)).toEqual(['B1', 'B6'])
    expect(places(report.badRows)).toEqual([
      ['branches.csv', 4, null, 'B2,too,many,fields', 'too-many-fields', 'row'],
      ['branches.csv', 5, null, 'B3,few', 'too-few-fields', 'row'],
      ['branches.csv', 6, null, 'B4,"never closed,', 'open-quote', 'row'],
      ['branches.csv', 7, null, 'B5,"quoted" text,', 'text-after-quote', 'row'],
      ['branches.csv', 9, 'name', null, 'missing-value', 'row'],
    ])
  })

  test('that is a folder is named', async () => {
    const directory = writeFeeds({ ...smallBank, contacts: null })
    mkdirSync(join(directory, 'contacts.csv'))
    const report = await withDuckDb((connection) => readFeeds(connection, directory))
    expect(report.unusable.map(({ file, reason }) => [file, reason])).toEqual([
      ['contacts.csv', 'not-a-file'],
    ])
  })

  test('from before a column joined its feed is read as if the column were empty', async () => {
    const { report, households } = await read({
      ...smallBank,
      customers: [
        'id,name,branch,adviser,birth_date,phone,do_not_contact,consent_phone,consent_sms,consent_wechat,risk_class,risk_assessed,tier,months_below,customer_since',
        'C1,李伟,B1,,,,,,,,,,,,2020-01-31',
        '',
      ].join('\n'),
    })
    expect([report.unusable, report.badRowTotal]).toEqual([[], 0])
    expect(households).toEqual([{ id: 'C1', household: null }])
  })

  test('that lacks a column is named with the column, and its unknown columns are noted', async () => {
    const { report } = await read({ ...smallBank, branches: 'id,title\nB1,x', contacts: null, advisers: '' })
    expect(report.unusable.map(({ file, reason }) => [file, reason])).toEqual([
      ['branches.csv', 'missing-column'],
      ['advisers.csv', 'empty-file'],
      ['contacts.csv', 'no-such-file'],
    ])
    expect(report.unusable[0]?.text).toBe('line 1 lacks the columns name, name_en; it has id, title')
    const noted = await read({ branches: 'id,name,name_en,colour\nB1,x,,red' })
    expect(noted.report.files[0]?.unknownColumns).toEqual(['colour'])
  })

  test('reads back what was written, whatever the fields hold', async () => {
    const random = xoroshiro128plus(7)
    const pieces = ['a', '中', ',', '"', '\n', '\r\n', ' ', '𠮷', "'", '0']
    const field = () =>
      Array.from({ length: uniformInt(random, 1, 6) }, () => pieces[uniformInt(random, 0, 9)]).join('')
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
    const rows = Array.from({ length: 5000 }, (_, at) => ({
      id: `B${at}`,
      // Nothing to be seen is no name.
      name: `${field()}行`,
      name_en: field(),
    }))
    const lines = rows.map(({ id, name, name_en }) => `${id},${quoted(name)},${quoted(name_en)}`)
    let text = 'id,name,name_en\r\n'
    for (const line of lines) text += line + (uniformInt(random, 0, 1) === 0 ? '\n' : '\r\n')
    const { report, branches } = await read({ branches: `${text}B0,again,` })
    expect(branches).toEqual(rows)
    expect(report.badRows[0]?.line).toBe(text.split('\n').length)
  })
})

test('an invalid byte costs its row only, and so does a NUL, which not every database can hold', async () => {
  const text = Buffer.from('id,name,name_en\nB1,城中,\nB2,?,\nB3,滨江,\nB4,\0,\n')
  text[text.indexOf('?')] = 0xff
  const { report, branches } = await read({ branches: text })
  expect(branches.map(({ id }) => id)).toEqual(['B1', 'B3'])
  expect(report.badRows.map(({ line, reason }) => [line, reason])).toEqual([
    [3, 'not-utf8'],
    [5, 'nul'],
  ])
})
