import { z } from 'zod'
import { invariantSchema } from '../invariant/invariant.ts'
import { NODE_KINDS } from '../nodes/index.ts'
import { parameterSchema } from '../overlay/parameter.ts'
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

/** Where a node stands on the canvas, and whether only its name is shown there. */
const placeSchema = z.strictObject({ x: z.number(), y: z.number(), collapsed: z.boolean().optional() })

/** Nodes that the canvas frames together under a name. */
const groupSchema = z.strictObject({
  id: identifier(),
  name: z.string().max(200),
  nodes: z.array(identifier()).max(10_000),
  /** Whether the frame is shown in place of its nodes. */
  collapsed: z.boolean().optional(),
})

/** What somebody wrote on the canvas, beside the nodes. */
const noteSchema = z.strictObject({
  id: identifier(),
  text: z.string().max(4000),
  x: z.number(),
  y: z.number(),
  width: z.number().min(60).max(2000),
  height: z.number().min(40).max(2000),
})

export type CanvasGroup = z.infer<typeof groupSchema>
export type CanvasNote = z.infer<typeof noteSchema>

/**
 * A playbook: the customer dictionary, the nodes whose references to each other are the graph, tests, and the
 * layout, the groups and the notes of the canvas, which are no part of its meaning.
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
  /** The numbers of nodes that head office opens to its branches, within guardrails. */
  parameters: z.array(parameterSchema).max(200).optional(),
  examples: z.array(exampleSchema).optional(),
  tests: z.array(testSchema),
  layout: z.record(identifier(), placeSchema).optional(),
  groups: z.array(groupSchema).max(1000).optional(),
  notes: z.array(noteSchema).max(1000).optional(),
})

export type Playbook = z.infer<typeof playbookSchema>
export type PlaybookNode = Playbook['nodes'][number]

/** What of a playbook means something: all but how its canvas looks and the address of its schema. */
export function meaningOf(playbook: Playbook): Omit<Playbook, '$schema' | 'layout' | 'groups' | 'notes'> {
  const { layout: _layout, groups: _groups, notes: _notes, $schema: _schema, ...meaning } = playbook
  return meaning
}
