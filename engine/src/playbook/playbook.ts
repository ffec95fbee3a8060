import { z } from 'zod'
import { invariantSchema } from '../invariant/invariant.ts'
import { NODE_KINDS } from '../nodes/index.ts'
import { bilingual, day, identifier, recordByName } from '../values/fields.ts'
import { eventSchema } from './event.ts'
import { factSchema } from './fact.ts'

type SchemasOf<Kinds extends readonly { schema: unknown }[]> = {
  -readonly [At in keyof Kinds]: Kinds[At]['schema']
}

/** `map` forgets that a list has one entry for each kind; the type says it again. */
const nodeSchemas = NODE_KINDS.map(({ schema }) => schema) as unknown as SchemasOf<typeof NODE_KINDS>

export const nodeSchema = z.discriminatedUnion('kind', nodeSchemas)

const factValues = recordByName(identifier(), z.union([z.number(), z.string(), z.boolean(), z.null()]))

/** A customer to start tests from. */
const exampleSchema = z.strictObject({ id: identifier(), facts: factValues })

const testSchema = z.strictObject({
  name: z.string().min(1),
  /** The example whose facts the test starts from. */
  like: identifier().optional(),
  facts: factValues,
  asOf: day(),
  events: z.array(eventSchema).optional(),
  /** Expected outcomes by name, such as `tier` or `daily_list.minutes`; of a table that collects, a list. */
  expect: recordByName(
    z.string().regex(/^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$/),
    z.union([
      z.number(),
      z.string(),
      z.boolean(),
      z.null(),
      z.array(z.union([z.number(), z.string(), z.boolean()])),
    ]),
  ),
})

export type PlaybookTest = z.infer<typeof testSchema>

/**
 * A playbook: the customer dictionary, the nodes whose references to each other are the graph, tests, and the
 * layout of the canvas, which is no part of its meaning.
 */
export const playbookSchema = z.strictObject({
  $schema: z.string().optional(),
  format: z.literal(1),
  id: identifier(),
  name: bilingual(),
  description: bilingual().optional(),
  /** ISO 4217; every amount is a whole number of its minor unit. */
  currency: z.string().regex(/^[A-Z]{3}$/),
  /** The calendar of working days, by its id. */
  calendar: identifier(),
  facts: z.array(factSchema).min(1).max(2000),
  nodes: z.array(nodeSchema).max(10_000),
  /** What the bank wants to be so for every customer there could be. */
  invariants: z.array(invariantSchema).max(500).optional(),
  examples: z.array(exampleSchema).optional(),
  tests: z.array(testSchema),
  layout: z.record(identifier(), z.strictObject({ x: z.number(), y: z.number() })).optional(),
})

export type Playbook = z.infer<typeof playbookSchema>
export type PlaybookNode = Playbook['nodes'][number]
