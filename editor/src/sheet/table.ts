import { AGGREGATIONS, HIT_POLICIES, OUTPUT_TYPES } from '@branch-playbook/engine'
import { z } from 'zod'

const bilingual = z.looseObject({ 'zh-CN': z.string(), en: z.string() })
const value = z.union([z.number(), z.string(), z.boolean()])

/** What a sheet needs of a table to be drawn: less than the table needs to be right. */
const tableSchema = z.looseObject({
  id: z.string(),
  kind: z.literal('table'),
  hitPolicy: z.enum(HIT_POLICIES),
  aggregation: z.enum(AGGREGATIONS).optional(),
  inputs: z.array(z.looseObject({ of: z.string(), label: bilingual.optional() })),
  outputs: z.array(
    z.looseObject({
      id: z.string(),
      type: z.enum(OUTPUT_TYPES),
      label: bilingual.optional(),
      values: z.array(value).optional(),
      otherwise: value.optional(),
    }),
  ),
  rows: z.array(
    z.looseObject({ when: z.array(z.string()), then: z.array(value), note: bilingual.optional() }),
  ),
})

/** A decision table as it is written, with the errors that somebody has still to mend. */
export type Table = z.infer<typeof tableSchema>
export type Row = Table['rows'][number]
export type Output = Table['outputs'][number]
export type Value = z.infer<typeof value>

/** The node itself, not a copy: rows that an edit left alone are not drawn again. */
export const isTable = (node: unknown): node is Table => tableSchema.safeParse(node).success

/** As many rows, inputs and outputs as the engine takes. */
export const MOST = { when: 200, then: 50, rows: 10_000 } as const

/** A cell that admits anything. */
export const ANYTHING = '-'

/** A result that is still to be decided. No type but text has it as a value, so the cell is marked until then. */
export const UNDECIDED = '?'
