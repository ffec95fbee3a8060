import { z } from 'zod'
import { alongside, bilingual, identifier, valueOfType, valueReference } from '../../values/fields.ts'
import { nodeBase } from '../kind.ts'

/** What happens when several rows apply, as DMN has it. */
export const HIT_POLICIES = [
  'unique',
  'first',
  'priority',
  'any',
  'collect',
  'rule_order',
  'output_order',
] as const

export const AGGREGATIONS = ['sum', 'least', 'most', 'count'] as const

export const OUTPUT_TYPES = ['money', 'percent', 'days', 'count', 'date', 'flag', 'class', 'text'] as const

/** A value of the output at the same place; a day is written `YYYY-MM-DD`. */
const outputValue = () => valueOfType('outputs')

const input = z.strictObject({
  of: valueReference('any'),
  label: bilingual().optional(),
  /** Whether a missing figure passes a test other than `-`, `missing` and `known`. */
  ifMissing: z.enum(['fails', 'holds']).optional(),
})

const output = z.strictObject({
  id: identifier(),
  label: bilingual().optional(),
  type: z.enum(OUTPUT_TYPES),
  /** The values that rows may give, best first: the order of `priority` and `output_order`. */
  values: z.array(outputValue()).min(1).max(200).optional(),
  /** What comes out when no row applies; without it the outcome is missing then. */
  otherwise: outputValue().optional(),
})

const row = z.strictObject({
  id: identifier().optional(),
  /** One test for each input, such as `[10..20)` or `A, B`. */
  when: alongside('inputs', z.string().max(16_000)),
  then: alongside('outputs', outputValue()),
  note: bilingual().optional(),
})

export const tableSchema = nodeBase('table').extend({
  hitPolicy: z.enum(HIT_POLICIES),
  /** Makes one number of the rows that `collect` collects. */
  aggregation: z.enum(AGGREGATIONS).optional(),
  inputs: z.array(input).min(1).max(200),
  outputs: z.array(output).min(1).max(50),
  rows: z.array(row).min(1).max(10_000),
})

export type Table = z.infer<typeof tableSchema>
export type TableInput = Table['inputs'][number]
export type TableOutput = Table['outputs'][number]
