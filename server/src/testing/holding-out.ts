import type { Document } from './life.ts'

export const CAMPAIGN = 'year_end_cash'
/** Per cent of the customers whom the campaign leaves alone. */
export const HOLDOUT = 40

/** The campaign in the month of the small bank, without the events that leave no time for it. */
export const holdingOut = (document: Document): Document => ({
  ...document,
  nodes: document.nodes.map((node) => {
    if (node.kind === 'campaign')
      return { ...node, from: '2026-03-01', until: '2026-03-31', quota: { bank: 20 }, holdout: HOLDOUT }
    return node.kind === 'arbitration' ? { ...node, triggers: [] } : node
  }),
  tests: [],
})
