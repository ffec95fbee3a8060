import { expect, test } from 'vitest'
import type { Campaign, CampaignResults } from '../api/campaigns.ts'
import { csvOf } from './csv.ts'

const rate = (count: number, of: number) => ({ count, of, rate: count / of, interval: null })
const results: CampaignResults = {
  listed: 40,
  reached: rate(30, 40),
  interested: rate(9, 40),
  refused: rate(2, 40),
  heldOut: 10,
  ordered: {
    listed: rate(8, 40),
    heldOut: rate(1, 10),
    difference: 0.1,
    interval: { low: -0.2, high: 0.3 },
    verdict: 'too_few',
  },
}
const campaign: Campaign = {
  playbook: 'retail',
  campaign: 'spring',
  name: { 'zh-CN': '春', en: 'Spring' },
  from: '2026-03-01',
  until: '2026-03-31',
  product: null,
  holdout: 20,
  inForce: true,
  bank: results,
  branches: [
    {
      branch: { id: 'B001', name: '=总行', nameEn: null },
      results: { ...results, listed: 0, ordered: null },
    },
  ],
}
const words = {
  bank: 'Bank',
  branch: ({ name }: { readonly name: string }) => name,
  figure: (figure: string) => figure,
}

test('The results are a row for the bank and each branch, whose names are no formulas', () => {
  expect(csvOf(campaign, words).split('\r\n')).toEqual([
    'branch,listed,reached,interested,refused,ordered,held_out,ordered_held_out,difference,low,high,verdict',
    'Bank,40,30,9,2,8,10,1,0.1,-0.2,0.3,too_few',
    "'=总行,0,30,9,2,,10,,,,,",
    '',
  ])
})

test('A branch has no row for the bank', () => {
  expect(csvOf({ ...campaign, bank: null }, words).split('\r\n')).toHaveLength(3)
})
