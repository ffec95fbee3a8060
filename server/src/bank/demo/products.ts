import type { PRODUCT_GROUPS } from '../../feeds/definitions.ts'

export type ProductGroup = (typeof PRODUCT_GROUPS)[number]

export interface DemoProduct {
  readonly id: string
  readonly name: string
  readonly nameEn: string
  readonly group: ProductGroup
  /** Whether a cut of the market rate concerns its holders. */
  readonly rateSensitive: boolean
  readonly riskLevel: 'R1' | 'R2' | 'R3' | 'R4' | 'R5' | null
  /** How much more often than others of its group it is sold. */
  readonly weight: number
  /** Running time in months (deposits, loans) or days (wealth products); null for open-ended ones. */
  readonly term: number | null
}

const product = (
  id: string,
  name: string,
  nameEn: string,
  group: ProductGroup,
  rateSensitive: boolean,
  riskLevel: DemoProduct['riskLevel'],
  weight: number,
  term: number | null = null,
): DemoProduct => ({ id, name, nameEn, group, rateSensitive, riskLevel, weight, term })

/** The catalogue of the demo bank. */
export const PRODUCTS: readonly DemoProduct[] = [
  product('D01', '个人活期存款', 'Demand deposit', 'demand_deposits', false, null, 1),
  product('D02', '七天通知存款', '7-day notice deposit', 'demand_deposits', true, null, 0),
  product('T03', '整存整取（3个月）', 'Term deposit, 3 months', 'term_deposits', true, null, 1, 3),
  product('T06', '整存整取（6个月）', 'Term deposit, 6 months', 'term_deposits', true, null, 2, 6),
  product('T12', '整存整取（1年）', 'Term deposit, 1 year', 'term_deposits', true, null, 5, 12),
  product('T24', '整存整取（2年）', 'Term deposit, 2 years', 'term_deposits', true, null, 3, 24),
  product('T36', '整存整取（3年）', 'Term deposit, 3 years', 'term_deposits', true, null, 4, 36),
  product(
    'T37',
    '大额存单（3年）',
    'Large certificate of deposit, 3 years',
    'term_deposits',
    true,
    null,
    1,
    36,
  ),
  product('W01', '澜悦现金管理', 'Lanyue Cash Management', 'wealth', true, 'R1', 5),
  product('W02', '澜悦稳健35天', 'Lanyue Steady 35 days', 'wealth', true, 'R2', 3, 35),
  product('W03', '澜悦稳健91天', 'Lanyue Steady 91 days', 'wealth', true, 'R2', 4, 91),
  product('W04', '澜悦稳健182天', 'Lanyue Steady 182 days', 'wealth', true, 'R2', 3, 182),
  product('W05', '澜悦增利364天', 'Lanyue Growth 364 days', 'wealth', true, 'R3', 2, 364),
  product('W06', '澜悦固收加', 'Lanyue Fixed Income Plus', 'wealth', false, 'R3', 1),
  product('F01', '货币市场基金', 'Money market fund', 'funds', true, 'R1', 5),
  product('F02', '中短债基金', 'Short bond fund', 'funds', true, 'R2', 3),
  product('F03', '混合成长基金', 'Mixed growth fund', 'funds', false, 'R3', 3),
  product('F04', '沪深300指数基金', 'CSI 300 index fund', 'funds', false, 'R4', 2),
  product('F05', '科技主题股票基金', 'Technology equity fund', 'funds', false, 'R5', 1),
  product('I01', '年金保险', 'Annuity', 'insurance', false, 'R2', 2),
  product('I02', '增额终身寿险', 'Whole life insurance', 'insurance', true, 'R2', 2),
  product('I03', '重大疾病保险', 'Critical illness insurance', 'insurance', false, null, 3),
  product('I04', '意外伤害保险', 'Accident insurance', 'insurance', false, null, 2),
  product('S01', '储蓄国债（电子式）', 'Savings treasury bond', 'securities', true, 'R1', 3, 60),
  product('S02', '三方存管证券', 'Brokerage custody account', 'securities', false, 'R4', 2),
  product('G01', '积存金', 'Gold savings plan', 'gold', false, 'R3', 3),
  product('G02', '实物金条', 'Gold bars in custody', 'gold', false, 'R3', 1),
  product('L01', '个人住房贷款', 'Home loan', 'loans', true, null, 5, 240),
  product('L02', '消费贷', 'Consumer loan', 'loans', false, null, 4, 36),
  product('L03', '个人经营贷', 'Small business loan', 'loans', true, null, 1, 12),
  product('C01', '标准信用卡', 'Standard credit card', 'cards', false, null, 8),
  product('C02', '白金信用卡', 'Platinum credit card', 'cards', false, null, 1),
]
