import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Fact, parseDay } from '@branch-playbook/engine'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readFactsFile } from './read-facts-file.ts'

const label = { 'zh-CN': '指标', en: 'Fact' }
const DICTIONARY: Fact[] = [
  { name: 'loans', label, type: 'money', missing: 'never' },
  { name: 'tier', label, type: 'class', values: ['A', 'B'], missing: 'possible' },
  { name: 'last', label, type: 'date', missing: 'possible' },
  { name: 'stop', label, type: 'flag', missing: 'possible' },
  { name: 'touches', label, type: 'count', missing: 'never' },
  { name: 'share', label, type: 'percent', missing: 'possible' },
]
const HEADER = 'customer,loans,tier,last,stop,touches,share'
const GOOD = '7,1500,A,2026-03-01,true,3,1.85'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'facts-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function read(content: string | Buffer) {
  const file = join(folder, 'facts.csv')
  await writeFile(file, content)
  return readFactsFile(file, DICTIONARY)
}

async function problemsOf(content: string | Buffer) {
  const result = await read(content)
  return result.ok ? [] : result.problems.map(({ code, values }) => ({ code, ...values }))
}

async function factsOf(content: string | Buffer) {
  const result = await read(content)
  if (!result.ok) throw new Error(result.problems.map(({ what }) => what).join('\n'))
  return result.facts
}

describe('a facts file', () => {
  it('becomes columns in its order, with empty cells missing', async () => {
    const { population, customers } = await factsOf(`${HEADER}\n${GOOD}\n8,-5,,,,0,\n`)
    expect(customers).toEqual(['7', '8'])
    expect(Object.fromEntries(population.columns)).toEqual({
      loans: Float64Array.of(1500, -5),
      tier: Uint8Array.of(1, 0),
      last: Int32Array.of(parseDay('2026-03-01') ?? 0, -2147483648),
      stop: Uint8Array.of(2, 0),
      touches: Int32Array.of(3, 0),
      share: Float64Array.of(1.85, Number.NaN),
    })
  })

  it('may begin with a byte order mark, end lines with CRLF, leave lines empty and quote cells', async () => {
    const plain = await factsOf(`${HEADER}\n${GOOD}\n`)
    const odd = await factsOf(`\uFEFF${HEADER}\r\n\r\n"7",1500,"A",2026-03-01,TRUE,3,1.85`)
    expect(odd).toEqual(plain)
  })

  it('says who looks after whom when it has a column of advisers', async () => {
    const { advisers } = await factsOf(
      `adviser,${HEADER}\nzhou,1,0,,,,0,\n,2,0,,,,0,\nwang,3,0,,,,0,\nzhou,4,0,,,,0,\n`,
    )
    expect(advisers).toEqual({ ids: ['zhou', 'wang'], adviserOf: Int32Array.of(0, -1, 1, 0) })
  })

  it('names the columns that the playbook has no fact for', async () => {
    expect((await factsOf(`${HEADER},branch\n${GOOD},12\n`)).ignored).toEqual(['branch'])
  })

  it('is read whole when it has more customers than fit the first columns', async () => {
    const rows = Array.from({ length: 5000 }, (_, at) => `${at},${at},,,,0,`)
    const { population } = await factsOf(`${HEADER}\n${rows.join('\n')}\n`)
    expect(population.count).toBe(5000)
    expect(population.columns.get('loans')?.[4999]).toBe(4999)
  })
})

describe('a bad facts file is refused with the place:', () => {
  it.each([
    ['1,15.00,,,,0,', { column: 'loans', value: '15.00', expected: 'money' }],
    ['1,"15,00",,,,0,', { column: 'loans', value: '15,00', expected: 'money' }],
    ['1,90071992547409930,,,,0,', { column: 'loans', value: '90071992547409930', expected: 'money' }],
    ['1,1,F,,,0,', { column: 'tier', value: 'F', expected: 'A, B' }],
    ['1,1,,2026-02-29,,0,', { column: 'last', value: '2026-02-29', expected: 'date' }],
    ['1,1,,,yes,0,', { column: 'stop', value: 'yes', expected: 'flag' }],
    ['1,1,,,,4000000000,', { column: 'touches', value: '4000000000', expected: 'count' }],
    ['1,1,,,,0,1.85 %', { column: 'share', value: '1.85 %', expected: 'percent' }],
  ])('a wrong value in %s', async (row, values) => {
    expect(await problemsOf(`${HEADER}\n${GOOD}\n${row}\n`)).toEqual([
      { code: 'facts_wrong_value', line: 3, ...values },
    ])
  })

  it('a missing value of a fact that is never missing', async () => {
    expect(await problemsOf(`${HEADER}\n1,,,,,0,\n`)).toEqual([
      { code: 'facts_value_missing', column: 'loans', line: 2 },
    ])
  })

  it('a customer who occurs twice', async () => {
    expect(await problemsOf(`${HEADER}\n${GOOD}\n8,1,,,,0,\n${GOOD}\n`)).toEqual([
      { code: 'facts_customer_twice', customer: '7', line: 4, first: 2 },
    ])
  })

  it('a row without a customer', async () => {
    expect(await problemsOf(`${HEADER}\n,1,,,,0,\n`)).toEqual([{ code: 'facts_customer_empty', line: 2 }])
  })

  it('a row of another length, its line counted over line breaks within cells', async () => {
    expect(await problemsOf(`${HEADER},note\n${GOOD},"two\nlines"\n8,1\n`)).toEqual([
      { code: 'facts_row_length', line: 4, found: 2, expected: 8 },
    ])
  })

  it('a missing column, without a word about the rows under it', async () => {
    expect(await problemsOf('customer,loans,tier,last,stop,share\n1,x\n')).toEqual([
      { code: 'facts_column_missing', column: 'touches', line: 1 },
    ])
    expect(await problemsOf('loans,tier,last,stop,touches,share\n1,x\n')).toEqual([
      { code: 'facts_column_missing', column: 'customer', line: 1 },
    ])
  })

  it('a column that occurs twice', async () => {
    expect(await problemsOf(`${HEADER},loans\n`)).toEqual([{ code: 'facts_column_twice', column: 'loans' }])
  })

  it.each(['', HEADER, `${HEADER}\r\n`])('no customers', async (content) => {
    expect(await problemsOf(content)).toEqual([{ code: 'facts_empty' }])
  })

  it('a quotation mark that is never closed, together with what is wrong before it', async () => {
    expect(await problemsOf(`${HEADER}\n1,x,,,,0,\n2,"1,,,,0,\n3,1,,,,0,\n`)).toEqual([
      { code: 'facts_wrong_value', column: 'loans', value: 'x', line: 2, expected: 'money' },
      { code: 'facts_quoting', line: 3 },
    ])
  })

  it('a line without end', async () => {
    expect(await problemsOf(`${HEADER}\n1,"${'x'.repeat(1_100_000)}`)).toEqual([
      { code: 'facts_line_too_long', line: 2, most: 1_000_000 },
    ])
  })

  it('a text that is not UTF-8, such as a Chinese spreadsheet saves', async () => {
    const gbk = Buffer.from([0xd6, 0xd0, 0xb9, 0xfa])
    const content = Buffer.concat([Buffer.from(`${HEADER}\n${GOOD}\n`), gbk, Buffer.from(',1,,,,0,\n')])
    expect(await problemsOf(content)).toEqual([{ code: 'facts_not_text', line: 3 }])
    expect(await problemsOf(Buffer.from(`\uFEFF${HEADER}\n`, 'utf16le'))).toEqual([
      { code: 'facts_not_text', line: 1 },
    ])
  })

  it('a file that is not there', async () => {
    const result = await readFactsFile(join(folder, 'none.csv'), DICTIONARY)
    expect(!result.ok && result.problems.map(({ code }) => code)).toEqual(['file_not_found'])
  })

  it('many problems: the first twenty are kept and all are counted', async () => {
    const rows = Array.from({ length: 500 }, (_, at) => `${at},x,,,,0,`)
    const result = await read(`${HEADER}\n${rows.join('\n')}\n`)
    expect(!result.ok && [result.problems.length, result.count]).toEqual([20, 500])
  })
})
