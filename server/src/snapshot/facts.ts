import type { Fact } from '@branch-playbook/engine'
import { PRODUCT_GROUPS, RISK_CLASSES, TIERS } from '../feeds/definitions.ts'
import { ACCOUNT_NEWS } from './account-news.ts'

/** A credit from here on is large, unless the bank says otherwise: 50,000.00 in the minor unit. */
export const LARGE_INFLOW = 5_000_000
const LARGE_INFLOW_DAYS = 30

/** The table whose rows of one customer a fact is made from; see `extract.ts` for what the tables hold. */
export type FactSource = 'customer' | 'held' | 'moved' | 'slept' | 'paid' | 'talked'

/** An entry of the dictionary of all that a snapshot knows about a customer, and how it is extracted. */
export type FactDefinition = Fact & {
  readonly from: FactSource
  /** SQL over the rows of one customer; `as_of` is the snapshot day, `large_inflow_from` its least large credit. */
  readonly sql: string
  /** Value for a customer without rows, for facts that are never missing. */
  readonly otherwise?: 0
  /** SQL over the rows of holdings: those that the fact is about, when it is about some of them only. */
  readonly about?: string
  /** The first format of snapshots that has it, when it came later; it is missing in earlier ones. */
  readonly since?: number
}

/** The last n days, the snapshot day included. */
const inLast = (days: number): string => `day > as_of - ${days}`

const CUSTOMER_MADE = `made_by = 'customer'`
const LARGE = `${CUSTOMER_MADE} AND amount >= large_inflow_from AND ${inLast(LARGE_INFLOW_DAYS)}`
const REACHED = `outcome IN ('reached', 'refused')`

const balanceOf = (name: string, group: string, zh: string, en: string): FactDefinition => ({
  name,
  type: 'money',
  label: { 'zh-CN': zh, en },
  missing: 'never',
  from: 'held',
  sql: `sum(balance) FILTER ("group" = '${group}')`,
  otherwise: 0,
})

/** The facts that add up the balances of a product group, by the group. */
export const BALANCE_OF: ReadonlyMap<string, string> = new Map(
  PRODUCT_GROUPS.map((group) => [group, group === 'cards' ? 'card_credit' : group]),
)

export const FACTS: readonly FactDefinition[] = [
  balanceOf('demand_deposits', 'demand_deposits', '活期存款', 'Demand deposits'),
  balanceOf('term_deposits', 'term_deposits', '定期存款', 'Term deposits'),
  balanceOf('wealth', 'wealth', '理财产品', 'Wealth products'),
  balanceOf('funds', 'funds', '基金', 'Funds'),
  balanceOf('insurance', 'insurance', '保险', 'Insurance'),
  balanceOf('securities', 'securities', '证券', 'Securities'),
  balanceOf('gold', 'gold', '贵金属', 'Gold'),
  balanceOf('loans', 'loans', '贷款余额', 'Loans outstanding'),
  balanceOf('card_credit', 'cards', '信用卡透支余额', 'Credit card balance outstanding'),
  {
    name: 'fees_12m',
    type: 'money',
    label: { 'zh-CN': '近一年手续费', en: 'Fees in 12 months' },
    missing: 'never',
    from: 'moved',
    // A fee that was given back counts against the fees paid, hence the sum of both signs.
    sql: `-sum(amount) FILTER (kind = 'fee' AND ${inLast(365)})`,
    otherwise: 0,
  },
  {
    name: 'turnover_90d',
    type: 'money',
    label: { 'zh-CN': '近90天交易额', en: 'Turnover in 90 days' },
    missing: 'never',
    from: 'moved',
    // Interest and fees are the bank's doing: they would make every account look alive.
    sql: `sum(abs(amount)) FILTER (${CUSTOMER_MADE} AND ${inLast(90)})`,
    otherwise: 0,
  },
  {
    name: 'transactions_90d',
    type: 'count',
    label: { 'zh-CN': '近90天交易笔数', en: 'Transactions in 90 days' },
    missing: 'never',
    from: 'moved',
    sql: `count(*) FILTER (${CUSTOMER_MADE} AND ${inLast(90)})`,
    otherwise: 0,
  },
  {
    name: 'last_activity',
    type: 'date',
    label: { 'zh-CN': '最近一次主动交易', en: 'Last transaction of his own' },
    missing: 'possible',
    from: 'moved',
    // With the bank's own postings 1,139 of 1,229 accounts of a real bank show a transaction "today"; without, 53.
    sql: `max(day) FILTER (${CUSTOMER_MADE})`,
  },
  {
    name: 'rate_sensitive_holdings',
    type: 'count',
    label: { 'zh-CN': '利率敏感产品数', en: 'Rate-sensitive holdings' },
    missing: 'never',
    from: 'held',
    sql: 'count(*) FILTER (rate_sensitive)',
    otherwise: 0,
    about: 'rate_sensitive',
  },
  {
    name: 'rate_sensitive_balance',
    type: 'money',
    label: { 'zh-CN': '利率敏感产品余额', en: 'Balance of rate-sensitive holdings' },
    missing: 'never',
    from: 'held',
    sql: 'sum(balance) FILTER (rate_sensitive)',
    otherwise: 0,
  },
  {
    name: 'next_maturity',
    type: 'date',
    label: { 'zh-CN': '最近到期日', en: 'Next maturity' },
    missing: 'possible',
    from: 'held',
    // Money that comes free for the customer; the end of a loan frees none, so debts have no part in it.
    sql: 'min(next_maturity)',
  },
  {
    name: 'maturing_balance',
    type: 'money',
    label: { 'zh-CN': '到期金额', en: 'Balance maturing then' },
    missing: 'never',
    from: 'held',
    sql: 'sum(balance) FILTER (matures = next_maturity AND NOT debt)',
    otherwise: 0,
  },
  {
    name: 'loan_ends',
    type: 'date',
    label: { 'zh-CN': '贷款结清日', en: 'Next end of a loan' },
    missing: 'possible',
    from: 'held',
    // The other maturity: no money comes free, but an instalment does, and he may want to borrow again.
    sql: `min(matures) FILTER ("group" = 'loans' AND matures >= as_of)`,
  },
  {
    name: 'last_large_inflow',
    type: 'date',
    label: { 'zh-CN': '最近大额入账日', en: 'Last large inflow' },
    missing: 'possible',
    from: 'moved',
    sql: `max(day) FILTER (${LARGE})`,
  },
  {
    name: 'large_inflow',
    type: 'money',
    label: { 'zh-CN': '大额入账金额', en: 'Amount of the large inflow' },
    missing: 'never',
    from: 'moved',
    // The largest of that day when there were several.
    sql: `struct_extract(max({'day': day, 'amount': amount}) FILTER (${LARGE}), 'amount')`,
    otherwise: 0,
  },
  ...ACCOUNT_NEWS,
  {
    name: 'birthday',
    type: 'date',
    label: { 'zh-CN': '生日', en: 'Birthday' },
    missing: 'possible',
    from: 'customer',
    // The one nearest the snapshot day, past or to come, so that a rule may look both ways over a new year.
    sql: 'nearest_birthday(birth_date, as_of)',
  },
  {
    name: 'previous_tier',
    type: 'class',
    values: [...TIERS],
    label: { 'zh-CN': '原客户层级', en: 'Tier so far' },
    missing: 'possible',
    from: 'customer',
    sql: 'tier',
  },
  {
    name: 'months_below',
    type: 'count',
    label: { 'zh-CN': '连续低于原层级月数', en: 'Months below that tier' },
    missing: 'never',
    from: 'customer',
    sql: 'months_below',
    otherwise: 0,
  },
  {
    name: 'last_contact',
    type: 'date',
    label: { 'zh-CN': '最近一次有效联系', en: 'Last contact' },
    missing: 'possible',
    from: 'talked',
    // An attempt that reached nobody keeps no promise of coverage, though it counts as a touch below.
    sql: `max(day) FILTER (${REACHED})`,
  },
  {
    name: 'touches_30d',
    type: 'count',
    label: { 'zh-CN': '近30天触达次数', en: 'Touches in 30 days' },
    missing: 'never',
    from: 'talked',
    sql: `count(*) FILTER (${inLast(30)})`,
    otherwise: 0,
  },
  {
    name: 'last_refusal',
    type: 'date',
    label: { 'zh-CN': '最近一次拒绝', en: 'Last refusal' },
    missing: 'possible',
    from: 'talked',
    sql: `max(day) FILTER (outcome = 'refused')`,
  },
  {
    name: 'do_not_contact',
    type: 'flag',
    label: { 'zh-CN': '谢绝联系', en: 'Do not contact' },
    missing: 'possible',
    from: 'customer',
    sql: 'do_not_contact',
  },
  {
    name: 'consent_phone',
    type: 'flag',
    label: { 'zh-CN': '同意电话联系', en: 'Agreed to calls' },
    missing: 'possible',
    from: 'customer',
    sql: 'consent_phone',
  },
  {
    name: 'consent_sms',
    type: 'flag',
    label: { 'zh-CN': '同意短信联系', en: 'Agreed to text messages' },
    missing: 'possible',
    from: 'customer',
    sql: 'consent_sms',
  },
  {
    name: 'consent_wechat',
    type: 'flag',
    label: { 'zh-CN': '同意微信联系', en: 'Agreed to WeChat messages' },
    missing: 'possible',
    from: 'customer',
    sql: 'consent_wechat',
  },
  {
    name: 'risk_class',
    type: 'class',
    values: [...RISK_CLASSES],
    label: { 'zh-CN': '风险承受等级', en: 'Risk class' },
    missing: 'possible',
    from: 'customer',
    sql: 'risk_class',
  },
  {
    name: 'risk_assessed',
    type: 'date',
    label: { 'zh-CN': '风险测评日期', en: 'Risk class assessed on' },
    missing: 'possible',
    from: 'customer',
    // No look-ahead: an assessment after the snapshot day was not there yet.
    sql: 'CASE WHEN risk_assessed <= as_of THEN risk_assessed END',
  },
]
