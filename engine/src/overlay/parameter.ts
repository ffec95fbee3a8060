import { z } from 'zod'
import { NODE_KINDS } from '../nodes/index.ts'
import { bilingual, identifier, nodeReference } from '../values/fields.ts'

/** What product a customer may be offered is the law's business, never a branch's. */
export const CLOSED_KINDS: readonly string[] = ['suitability']

const OPEN_KINDS = NODE_KINDS.map(({ kind }): string => kind).filter((kind) => !CLOSED_KINDS.includes(kind))

/**
 * A number of a node that head office opens to its branches, with the guardrails within which a branch may set it.
 * The number that stands in the node is head office's own: it holds wherever a branch says nothing else.
 */
export const parameterSchema = z.strictObject({
  id: identifier(),
  name: bilingual(),
  node: nodeReference(OPEN_KINDS),
  /**
   * JSON Pointer within the node. Entries of lists are named by their id or name, such as `/bands/A/from`: places
   * shift. Lists whose entries have neither cannot be opened.
   */
  field: z.string().regex(/^(\/[^/]+)+$/),
  /** In the unit of the field, like `max` and `step`. */
  min: z.number(),
  max: z.number(),
  /** A branch sets the number in steps from `min`; any number when left out. */
  step: z.number().positive().optional(),
})

export type Parameter = z.infer<typeof parameterSchema>

/** What a branch sets, by the ids of parameters. */
export type OverlayValues = Readonly<Record<string, number>>

/** Steps of decimals such as 0.1 do not add up exactly. */
const NEARLY = 1e-9

/** Whether a number is one of a parameter's steps. */
export function isOnStep({ min, step }: Pick<Parameter, 'min' | 'step'>, value: number): boolean {
  if (step === undefined) return true
  const steps = (value - min) / step
  return Math.abs(steps - Math.round(steps)) < NEARLY * Math.max(1, Math.abs(steps))
}
