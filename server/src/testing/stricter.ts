import { z } from 'zod'
import type { Document } from './life.ts'

const tier = z.looseObject({
  bands: z.tuple([z.looseObject({ from: z.number() })], z.looseObject({})),
})
const coverage = z.looseObject({
  duties: z.looseObject({ B: z.looseObject({ every: z.number() }) }),
})

/** The playbook with a best tier that is twice as hard to reach, and calls to the second every 20 working days. */
export const stricter = (document: Document): Document => ({
  ...document,
  nodes: document.nodes.map((node) => {
    if (node.id === 'tier') {
      const { bands } = tier.parse(node)
      const [best, ...others] = bands
      return { ...node, bands: [{ ...best, from: 2 * best.from }, ...others] }
    }
    if (node.kind !== 'coverage') return node
    const { duties } = coverage.parse(node)
    return { ...node, duties: { ...duties, B: { ...duties.B, every: 20 } } }
  }),
  tests: [],
})
