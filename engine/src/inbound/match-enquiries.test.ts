import { expect, test } from 'vitest'
import { enquiries } from '../testing/product-bank.ts'
import { enquiryKinds, enquiryMeant, matchEnquiries } from './match-enquiries.ts'

const kind = (id: string, zh: string, en: string, words: { 'zh-CN': string[]; en: string[] }) => ({
  node: 'enquiries',
  id,
  name: { 'zh-CN': zh, en },
  words,
})

const KINDS = [
  kind('advice', '理财咨询', 'Investment advice', { 'zh-CN': ['买基金', '买理财'], en: ['buy a fund'] }),
  kind('complaint', '投诉', 'Complaint', { 'zh-CN': ['态度不好', '排队太久'], en: ['waited too long'] }),
  kind('repayment', '提前还款', 'Early repayment', { 'zh-CN': ['还房贷'], en: ['pay off the loan'] }),
  kind('card', '银行卡挂失', 'Lost card', { 'zh-CN': ['卡丢了', '卡找不到'], en: ['stolen card'] }),
  kind('rates', '存款利率咨询', 'Deposit rates', { 'zh-CN': ['利息多少'], en: ['interest'] }),
]

const meant = (text: string) => matchEnquiries(KINDS, text).map(({ id }) => id)

test.each([
  ['我的卡丢了怎么办', 'card'],
  ['昨天卡丢了，想补一张', 'card'],
  ['我想提前还房贷', 'repayment'],
  ['三年定期的利息多少', 'rates'],
  ['我要投诉你们', 'complaint'],
  ['I have lost my card', 'card'],
  ['what is the deposit rate today', 'rates'],
  ['I would like to PAY OFF my loan', 'repayment'],
  ['ＬＯＳＴ　ＣＡＲＤ', 'card'],
])('%s is taken for what it means', (text, id) => {
  expect(meant(text)[0]).toBe(id)
})

const sure = (text: string) => enquiryMeant(KINDS, text)?.id ?? null

test('a text is taken for a kind only where a whole phrase of it alone is found; what is half found is to choose from', () => {
  expect(sure('我的卡丢了怎么办')).toBe('card')
  expect(sure('I have lost my card')).toBe('card')
  // Half of "interest rates", or a part of a phrase, is no more than a guess.
  expect([meant('rates of exchange'), sure('rates of exchange')]).toEqual([['rates'], null])
  expect([meant('我的卡片找不到了'), sure('我的卡片找不到了')]).toEqual([['card'], null])
  // Two things at once: which comes first is for people to say.
  expect(sure('卡丢了，我要投诉')).toBe(null)
  expect(meant('卡丢了，我要投诉').toSorted()).toEqual(['card', 'complaint'])
  for (const nothing of ['', '想换一张新版存折']) expect(sure(nothing)).toBe(null)
})

test('whoever has typed a part of a name so far finds it', () => {
  expect(meant('投')).toEqual(['complaint'])
  expect(meant('理财')).toEqual(['advice'])
  expect(meant('repay')).toEqual(['repayment'])
})

test('a text that means nothing known, or says nothing, is taken for nothing', () => {
  expect(meant('想换一张新版存折')).toEqual([])
  expect(meant('a letter for the manager')).toEqual([])
  for (const nothing of ['', '  ', '？！', '\u{1F600}']) expect(meant(nothing)).toEqual([])
})

test('the kinds are those of all nodes, in the order of the playbook', () => {
  const found = enquiryKinds([enquiries])
  expect(found.map(({ node, id }) => [node, id])).toEqual([
    ['enquiries', 'complaint'],
    ['enquiries', 'advice'],
  ])
})
