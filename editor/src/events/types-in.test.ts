import type { PlaybookNode } from '@branch-playbook/engine'
import { expect, test } from 'vitest'
import { typesIn } from './types-in.ts'

const trigger = (id: string, name: string, occurs: object): PlaybookNode =>
  Object.assign(Object.create(null), { id, kind: 'trigger', name: { 'zh-CN': name, en: id }, occurs })

test('A type to which several rules answer is one to choose, with the names of all, for as long as the longest', () => {
  const cut = (timeToLive: number) => ({ by: 'announcement', event: 'rate_cut', timeToLive })
  const nodes = [
    trigger('savers', '储户', cut(5)),
    trigger('maturity', '到期', { by: 'date', date: 'next_maturity', daysBefore: 1, daysAfter: 0 }),
    trigger('borrowers', '借款人', cut(10)),
    trigger('fund', '新基金', { by: 'announcement', event: 'new_fund', timeToLive: 3 }),
  ]
  expect(typesIn({ nodes })).toEqual([
    { event: 'rate_cut', name: { 'zh-CN': '储户、借款人', en: 'savers, borrowers' }, timeToLive: 10 },
    { event: 'new_fund', name: { 'zh-CN': '新基金', en: 'fund' }, timeToLive: 3 },
  ])
})
