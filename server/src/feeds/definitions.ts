import { type Column, type ColumnType, type Feed, type FeedDefinition, feedSchema } from './feed.ts'

/** The product groups over which a customer's business with the bank is added up. */
export const PRODUCT_GROUPS = [
  'demand_deposits',
  'term_deposits',
  'wealth',
  'funds',
  'insurance',
  'loans',
  'cards',
  'securities',
  'gold',
] as const

export const TIERS = ['A', 'B', 'C', 'D', 'E'] as const
export const RISK_CLASSES = ['C1', 'C2', 'C3', 'C4', 'C5'] as const
export const CONTACT_OUTCOMES = ['reached', 'not_reached', 'refused'] as const

export const TRANSACTION_KINDS: readonly string[] = [
  'salary',
  'pension',
  'cash_in',
  'cash_out',
  'transfer_in',
  'transfer_out',
  'card_payment',
  'bill',
  'insurance_premium',
  'investment',
  'loan_repayment',
  'interest',
  'penalty_interest',
  'fee',
  'other',
]

const needed = (name: string, type: ColumnType, meaning: string): Column => ({
  name,
  type,
  required: true,
  meaning,
})
const optional = (name: string, type: ColumnType, meaning: string): Column => ({
  name,
  type,
  required: false,
  meaning,
})
/** A column that files from before it was thought of lack. */
const late = (name: string, type: ColumnType, meaning: string): Column => ({
  ...optional(name, type, meaning),
  late: true,
})
const KEY: ColumnType = { kind: 'key' }
const ADDRESS_KEY: ColumnType = { kind: 'key', inAddresses: true }
const TEXT: ColumnType = { kind: 'text' }
const DAY: ColumnType = { kind: 'day' }
const MONEY: ColumnType = { kind: 'money' }
const FLAG: ColumnType = { kind: 'flag' }
const oneOf = (values: readonly string[]): ColumnType => ({ kind: 'class', values: [...values] })
const of = (feed: string): ColumnType => ({ kind: 'reference', feed, whenUnknown: 'leave out the row' })
const ofIfKnown = (feed: string): ColumnType => ({
  kind: 'reference',
  feed,
  whenUnknown: 'leave the value empty',
})

const branches: FeedDefinition = {
  name: 'branches',
  rowIs: 'a branch with customers of its own',
  columns: [
    needed('id', ADDRESS_KEY, 'Branch number'),
    needed('name', TEXT, 'Name as the staff know it'),
    optional('name_en', TEXT, 'English name'),
  ],
}

const advisers: FeedDefinition = {
  name: 'advisers',
  rowIs: 'an adviser (customer manager) of a branch',
  columns: [
    needed('id', ADDRESS_KEY, 'Staff number'),
    needed('name', TEXT, 'Name'),
    needed('branch', of('branches'), 'Where he works'),
    needed('minutes_per_day', { kind: 'count', unit: 'minutes' }, 'His time for contacts on a working day'),
  ],
}

const customers: FeedDefinition = {
  name: 'customers',
  rowIs: 'a customer',
  columns: [
    needed('id', ADDRESS_KEY, 'Customer number'),
    needed('name', TEXT, 'Name'),
    needed('branch', of('branches'), 'The branch that looks after him'),
    optional('adviser', ofIfKnown('advisers'), 'His adviser; empty when nobody is assigned'),
    optional('birth_date', DAY, 'Date of birth'),
    optional('phone', TEXT, 'Telephone number'),
    optional('do_not_contact', FLAG, 'His own wish not to be contacted; empty when it was never asked'),
    optional('consent_phone', FLAG, 'Agreed to calls; empty when it was never asked'),
    optional('consent_sms', FLAG, 'Agreed to text messages'),
    optional('consent_wechat', FLAG, 'Agreed to WeChat messages'),
    optional('risk_class', oneOf(RISK_CLASSES), 'What risk he can bear, from C1 (least) to C5'),
    optional('risk_assessed', DAY, 'When the risk class was assessed'),
    optional('tier', oneOf(TIERS), 'The tier he has held so far'),
    optional('months_below', { kind: 'count', unit: 'months' }, 'Months in a row below that tier'),
    optional('customer_since', DAY, 'First day as a customer'),
    late('household', TEXT, 'Number of the household that he belongs to, whatever the bank calls it'),
    late('consents_recorded', DAY, 'When he last said how he may be contacted'),
    late('consents_source', TEXT, 'Where he said so: the account agreement, the app, a recorded call'),
  ],
}

const products: FeedDefinition = {
  name: 'products',
  rowIs: 'a product of the bank, or of a partner that it sells',
  columns: [
    needed('id', KEY, 'Product number'),
    needed('name', TEXT, 'Name'),
    optional('name_en', TEXT, 'English name'),
    needed('group', oneOf(PRODUCT_GROUPS), 'Where it counts; `cards` are credit cards'),
    needed('rate_sensitive', FLAG, 'Whether a change of the market rate concerns its holders'),
    optional('risk_level', oneOf(['R1', 'R2', 'R3', 'R4', 'R5']), 'Risk of an investment product'),
  ],
}

const holdings: FeedDefinition = {
  name: 'holdings',
  rowIs: 'a product that a customer holds today',
  columns: [
    needed('id', KEY, 'Account, contract or policy number'),
    needed('customer', of('customers'), 'Whose it is'),
    needed('product', of('products'), 'What it is'),
    needed('balance', MONEY, 'Balance or market value; for loans and cards what is owed, positive'),
    needed('opened', DAY, 'First day'),
    optional('matures', DAY, 'Last day, for whatever has one'),
  ],
}

const transactions: FeedDefinition = {
  name: 'transactions',
  rowIs: 'a posting on a customer’s account; at least the last 90 days, better 365',
  columns: [
    needed('id', KEY, 'Posting number'),
    needed('customer', of('customers'), 'Whose account it is'),
    needed('day', DAY, 'Day of the posting'),
    needed('amount', MONEY, 'Positive into the account, negative out of it'),
    needed('kind', oneOf(TRANSACTION_KINDS), 'What it was'),
    needed(
      'made_by',
      oneOf(['customer', 'bank']),
      '`bank` for interest, fees and whatever else the bank posts by itself: such postings are no sign of life',
    ),
    optional('holding', ofIfKnown('holdings'), 'The holding that it moved'),
  ],
}

const contacts: FeedDefinition = {
  name: 'contacts',
  rowIs: 'an attempt to talk to a customer',
  columns: [
    needed('id', KEY, 'Number of the contact'),
    needed('customer', of('customers'), 'With whom'),
    optional('adviser', ofIfKnown('advisers'), 'By whom'),
    needed('day', DAY, 'When'),
    needed('channel', oneOf(['phone', 'visit', 'wechat', 'sms', 'app', 'letter']), 'How'),
    needed('outcome', oneOf(CONTACT_OUTCOMES), '`refused`: reached, and wants no more of it'),
    optional('note', TEXT, 'What was said'),
  ],
}

const events: FeedDefinition = {
  name: 'events',
  rowIs:
    'something that the bank announces, such as a rate cut; a row that was read before adds nothing, one that says something else of its event corrects it',
  optional: true,
  columns: [
    needed('id', ADDRESS_KEY, 'Number of the event; a correction keeps it'),
    needed('type', { kind: 'identifier' }, 'What triggers of the playbook answer to, such as `rate_cut`'),
    needed('day', DAY, 'From which day it is news'),
    optional(
      'until',
      { kind: 'day', notBefore: 'day' },
      'The last day on which it is news; empty: as long as the playbook answers to it',
    ),
    needed('name', { kind: 'text', most: 200 }, 'What happened, in a few words'),
    optional('name_en', { kind: 'text', most: 200 }, 'The same in English'),
    optional('withdrawn', FLAG, '`true` takes it back, for good'),
    optional('reason', { kind: 'text', most: 2000 }, 'Why it was corrected or taken back'),
  ],
}

/** All feeds; one that refers to another comes after it. */
export const FEEDS: readonly Feed[] = [
  branches,
  advisers,
  customers,
  products,
  holdings,
  transactions,
  contacts,
  events,
].map((feed) => feedSchema.parse(feed))

/** The feeds that every bank hands over. */
export const NEEDED_FEEDS = FEEDS.filter((feed) => !feed.optional)
