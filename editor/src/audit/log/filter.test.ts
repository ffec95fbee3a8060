import { expect, test } from 'vitest'
import en from '../../locale/en.json' with { type: 'json' }
import { actionsIn, filterOf, LOG_GROUPS } from './filter.ts'

const ALL = LOG_GROUPS.flatMap(actionsIn)

test('Every kind of entry can be asked for, once, and has its words', () => {
  // That none of the log's kinds is missing the compiler sees to.
  expect(new Set(ALL).size).toBe(ALL.length)
  for (const action of ALL) {
    expect(filterOf(new URLSearchParams({ action }))).toEqual({ action })
    expect(Object.keys(en)).toEqual(expect.arrayContaining([`log.action.${action}`, `log.says.${action}`]))
  }
})

test('What becomes of orders can be asked for, and what is no kind is none', () => {
  expect(ALL.filter((action) => action.startsWith('order.'))).toHaveLength(6)
  for (const action of ['order', 'toString', ''])
    expect(filterOf(new URLSearchParams({ action }))).toEqual({})
})
