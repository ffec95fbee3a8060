/** A decision table that leaves a gap and has a row that never decides, so that its sheet has something to show. */
export const TABLE = {
  id: 'discounts',
  kind: 'table',
  name: { 'zh-CN': '优惠档位', en: 'Discounts' },
  hitPolicy: 'first',
  inputs: [{ of: 'tier' }, { of: 'demand_deposits' }],
  outputs: [
    { id: 'discount', type: 'percent', label: { 'zh-CN': '折扣', en: 'Discount' } },
    { id: 'gift', type: 'money', label: { 'zh-CN': '礼金', en: 'Gift' } },
  ],
  rows: [
    { when: ['A', '>= 5000000'], then: [2.5, 123_456] },
    { when: ['A, B', '< 8000000'], then: [1.5, 80_000] },
    { when: ['B', '-'], then: [1.5, 100_000] },
    { when: ['B', '>= 9000000'], then: [2, 100_000] },
    { when: ['C', '-'], then: [0.5, 0] },
    { when: ['D', '>= 100000'], then: [0.25, 0] },
  ],
}
