import type { Campaign, CampaignResults } from '../api/campaigns.ts'
import { type Cell, csvText } from '../shell/csv.ts'

const FIGURES = [
  'branch',
  'listed',
  'reached',
  'interested',
  'refused',
  'ordered',
  'held_out',
  'ordered_held_out',
  'difference',
  'low',
  'high',
  'verdict',
] as const

/** What a table of the results is called, in the language of the page. */
export interface CsvWords {
  readonly bank: string
  branch(branch: Campaign['branches'][number]['branch']): string
  figure(figure: (typeof FIGURES)[number]): string
}

/** The results of a campaign as a table for a spreadsheet, a row for the bank and each branch. No customer is in it. */
export function csvOf({ bank, branches }: Campaign, words: CsvWords): string {
  const rows = [
    ...(bank ? [[words.bank, ...figuresOf(bank)]] : []),
    ...branches.map(({ branch, results }) => [words.branch(branch), ...figuresOf(results)]),
  ]
  return csvText([FIGURES.map(words.figure), ...rows])
}

function figuresOf({ listed, reached, interested, refused, heldOut, ordered }: CampaignResults): Cell[] {
  return [
    listed,
    reached.count,
    interested.count,
    refused.count,
    ordered?.listed.count ?? '',
    heldOut,
    ordered?.heldOut.count ?? '',
    ordered?.difference ?? '',
    ordered?.interval?.low ?? '',
    ordered?.interval?.high ?? '',
    ordered?.verdict ?? '',
  ]
}
