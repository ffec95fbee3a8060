import { type MadeBank, publishWrittenBank } from '../publish.ts'
import { BERKA_DAY, writeBerkaFeeds } from './feeds.ts'

const CONSENT =
  'The data has no consents: everybody is taken to agree to calls, and nobody to have refused contact.'

/** 30,000.00 CZK, about four monthly wages of that time. */
const LARGE_INFLOW = 3_000_000

const ASSUMPTIONS = [
  'Customers are the owners of the accounts opened up to the day; their branch is the district of the account.',
  'The data has no staff: each district has one adviser, named after it, for every 300 customers begun.',
  'What is owed on a loan is its amount less the repayments seen; its published status, known only later, is not used.',
  'Standing orders carry no date: an insurance counts from the first payment of its order.',
]

/**
 * Makes the real PKDD’99 bank as of 1994-03-31 under `<dataDirectory>/berka`; the published files are only read.
 * @throws UnusableBerka when a published file is missing or another than the published one.
 */
export function importBerka(order: {
  readonly dataDirectory: string
  /** The directory of the published files. */
  readonly published: string
  /** Whether everybody may be called, which the data does not tell; true unless said otherwise. */
  readonly assumeConsent?: boolean
}): Promise<MadeBank> {
  const { dataDirectory, published, assumeConsent = true } = order
  const bank = {
    dataDirectory,
    asOf: BERKA_DAY,
    id: 'berka',
    name: { 'zh-CN': '捷克银行（PKDD’99 真实数据）', en: 'Czech bank (PKDD’99, real data)' },
    currency: 'CZK',
    calendar: 'cz',
    playbook: 'berka',
    largeInflow: LARGE_INFLOW,
    assumptions: assumeConsent ? [...ASSUMPTIONS, CONSENT] : ASSUMPTIONS,
  }
  return publishWrittenBank(bank, (directory) => writeBerkaFeeds(published, assumeConsent, directory))
}
