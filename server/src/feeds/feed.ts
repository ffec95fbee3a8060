import { z } from 'zod'

/** What a column holds, how it is written, and so how it is checked. */
const columnType = z.discriminatedUnion('kind', [
  /**
   * The row's own identifier; no two rows of a file share it. One that addresses of the API name has to be such that
   * they can, and that people can tell it from others.
   */
  z.strictObject({ kind: z.literal('key'), inAddresses: z.boolean().optional() }),
  /** The identifier of a row in another feed. */
  z.strictObject({
    kind: z.literal('reference'),
    feed: z.string(),
    /** An unknown one either costs the row, or only this value (and is reported in both cases). */
    whenUnknown: z.enum(['leave out the row', 'leave the value empty']),
  }),
  z.strictObject({ kind: z.literal('text'), most: z.int().optional() }),
  /** A name as playbooks give them: small letters, digits and underscores. */
  z.strictObject({ kind: z.literal('identifier') }),
  /** A whole day, YYYY-MM-DD, and not before that of another column of the row, where there is one. */
  z.strictObject({ kind: z.literal('day'), notBefore: z.string().optional() }),
  /** A whole number of the currency's minor unit, such as fen. */
  z.strictObject({ kind: z.literal('money') }),
  /** A whole number from 0. */
  z.strictObject({ kind: z.literal('count'), unit: z.string().optional() }),
  /** `true` or `false`. */
  z.strictObject({ kind: z.literal('flag') }),
  z.strictObject({ kind: z.literal('class'), values: z.array(z.string()).min(1) }),
])

const column = z.strictObject({
  name: z.string().regex(/^[a-z][a-z_]*$/),
  type: columnType,
  /** Whether every row has a value; the column itself is always in the file, unless it is `late`. */
  required: z.boolean(),
  /** Joined the feed after banks had written it: a file without it is read as if it were empty. */
  late: z.boolean().optional(),
  meaning: z.string(),
})

export const feedSchema = z.strictObject({
  name: z.string().regex(/^[a-z]+$/),
  rowIs: z.string(),
  /** Whether a bank may do without the file. */
  optional: z.boolean().default(false),
  columns: z.array(column).min(2),
})

/** How the names of the branches' desks begin, which have lists as advisers have and are in no feed. */
export const DESK_PREFIX = 'desk:'

/** So long is at most the name of a row that addresses of the API name. */
export const MOST_IN_ADDRESS = 100

/** A character that one can see, as SQL and JavaScript both take it. */
export const SEEN = '[^\\p{Cc}\\p{Cf}\\p{Z}]'

export type ColumnType = z.infer<typeof columnType>
export type Column = z.infer<typeof column>

/** One file that a bank hands over: `<name>.csv`. */
export type Feed = z.infer<typeof feedSchema>

/** A feed as it is defined. */
export type FeedDefinition = z.input<typeof feedSchema>

export const fileOf = (feed: Feed): string => `${feed.name}.csv`
