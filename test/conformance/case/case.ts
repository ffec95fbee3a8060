import { calendarSchema, eventSchema } from '@branch-playbook/engine'
import { z } from 'zod'

const value = z.union([z.number(), z.string(), z.boolean(), z.null()])

/** An outcome by its name in the playbook, such as `tier` or `daily_list.minutes`; a list where it is one. */
const outcomes = z.record(z.string(), z.union([value, z.array(value)]))

const written = z.record(z.string(), z.unknown())
const facts = z.union([written, z.array(written)])

/**
 * A conformance case: what decides, on whom, and what should come out. Exactly one of `playbook`, `table`, `rules`
 * and `dmn` says what decides; docs/conformance.md describes the short forms.
 */
export const caseSchema = z.strictObject({
  name: z.string().min(1),
  note: z.string().optional(),
  /** A playbook, whole or in short form. */
  playbook: z.looseObject({ nodes: z.array(written), facts: facts.optional() }).optional(),
  /** A single decision table: the table node without id, kind and name. */
  table: z
    .looseObject({
      inputs: z.array(z.union([z.string(), written])),
      outputs: z.array(z.looseObject({ id: z.string() })),
    })
    .optional(),
  /** Rules as json-rules-engine writes them: one or several. */
  rules: z.union([written, z.array(written)]).optional(),
  /** A DMN file with one decision table. */
  dmn: z.string().optional(),
  /** The types of facts, where they cannot be seen from the customers. */
  facts: facts.optional(),
  /** The id of a shipped calendar, or a calendar. */
  calendar: z.union([z.string(), calendarSchema]).default('cn'),
  asOf: z.string().default('2026-03-02'),
  events: z.array(eventSchema).default([]),
  customers: z.array(z.record(z.string(), value)).default([]),
  /** For each customer his outcomes; those that are not named are not looked at. */
  expected: z.array(z.union([value, z.array(value), outcomes])).default([]),
  /** The codes of problems with which the case should be refused, or that it should be warned of. */
  problems: z.array(z.string()).optional(),
})

export type Case = z.infer<typeof caseSchema>
export type CaseValue = z.infer<typeof value>
