import { readXlsx } from 'hucre/xlsx'
import { expect, test } from 'vitest'
import type { Action, Worklist } from '../api/branches.ts'
import { listLines } from './list-lines.ts'
import { listXlsx } from './list-xlsx.ts'

const both = (text: string) => ({ 'zh-CN': `${text}（中）`, en: text })

/** What the sheet is made from; the rest of an action has no part in it. */
const action = (position: number, changes: object): Action =>
  Object.assign(Object.create(null), {
    position,
    customer: { id: `K${position}`, name: `客户${position}` },
    adviser: { id: 'M1', name: '王敏', nameEn: 'Wang Min' },
    tier: 'B',
    sources: [{ name: both('Maturity') }, { name: both('Rate cut') }],
    strategy: { name: both('Keep') },
    channel: 'phone',
    minutes: 15,
    listing: 'listed',
    reasons: [],
    talkingPoints: { 'zh-CN': ['先问候', '再谈续存'], en: ['Greet first', 'Then renew'] },
    ...changes,
  })

const WORDS = {
  sheet: 'Today',
  columns: [
    'Adviser',
    'Place',
    'Customer',
    'Number',
    'Tier',
    'Because',
    'Strategy',
    'By',
    'Minutes',
    'Call back on',
    'After',
    'Call-back note',
    'Fits',
  ],
  channel: ({ action: { channel } }: { action: Action }) => `by ${channel}`,
  listing: ({ action: { listing } }: { action: Action }) => (listing === 'listed' ? 'yes' : 'no'),
}

test('A list is a workbook of its contacts, those that fit first, and nothing in it is a formula', async () => {
  const actions = [
    action(1, { listing: 'cut', tier: null, strategy: null, sources: [] }),
    action(2, {
      customer: { id: 'K2', name: '=HYPERLINK("http://x")' },
      callBack: { on: '2026-03-12', time: '15:00', note: '=带上产品说明书' },
      insteadOf: { name: '李飞', nameEn: null },
    }),
  ]
  const list: Worklist = Object.assign(Object.create(null), { actions })
  const { sheets } = await readXlsx(await listXlsx(listLines(list, 'en'), WORDS))
  expect(sheets.map(({ name }) => name)).toEqual(['Today'])
  const points = 'Greet first\nThen renew'
  const row = (...cells: unknown[]) => cells.map((cell) => (cell === '' ? null : cell))
  const shown = sheets[0]?.rows.map((cells) => row(...cells, ...Array(16 - cells.length).fill('')))
  expect(shown).toEqual([
    row(...WORDS.columns, '', '', ''),
    row(
      'Wang Min',
      2,
      '\'=HYPERLINK("http://x")',
      'K2',
      'B',
      'Maturity + Rate cut',
      'Keep',
      'by phone',
      15,
      new Date('2026-03-12'),
      '15:00',
      "'=带上产品说明书",
      'yes',
      '',
      points,
      '李飞',
    ),
    row('Wang Min', 1, '客户1', 'K1', '', '', '', 'by phone', 15, '', '', '', 'no', '', points, ''),
  ])
})

test('The workbook can be read as it opens: wide columns, whole texts, a head that stays, and a filter', async () => {
  const callBack = { on: '2026-03-12', time: null, note: '带上产品说明书' }
  const actions = [action(1, { callBack }), action(2, {})]
  const list: Worklist = Object.assign(Object.create(null), { actions })
  const { sheets } = await readXlsx(await listXlsx(listLines(list, 'en'), WORDS), { readStyles: true })
  const [sheet] = sheets
  const points = WORDS.columns.length + 1
  const promised = WORDS.columns.indexOf('Call back on')
  expect(sheet?.cells?.get(`1,${promised}`)?.style?.numFmt).toBe('yyyy-mm-dd')
  expect(sheet?.columns?.[promised]?.width).toBeGreaterThan('yyyy-mm-dd'.length)
  expect(sheet?.columns?.[promised + 2]?.width).toBeGreaterThan(30)
  expect(sheet?.cells?.get(`1,${promised + 2}`)?.style?.alignment?.wrapText).toBe(true)
  expect(sheet?.columns?.[points]?.width).toBeGreaterThan(40)
  expect(sheet?.cells?.get(`1,${points}`)?.style?.alignment?.wrapText).toBe(true)
  expect(sheet?.cells?.get('0,0')?.style?.font?.bold).toBe(true)
  expect(sheet?.cells?.get('1,0')?.style?.font?.bold).toBeFalsy()
  expect(sheet?.freezePane).toMatchObject({ rows: 1 })
  expect(sheet?.autoFilter?.range).toBe('A1:M3')
})
