import { CHANNELS, parseDay } from '@branch-playbook/engine'
import { z } from '@hono/zod-openapi'
import { OUTCOMES } from '../desk/outcomes.ts'
import { MOST_IN_ADDRESS, SEEN } from '../feeds/feed.ts'

/**
 * Text that is stored and comes back as it was sent: half a surrogate pair does not, and a NUL ends a text
 * for some databases.
 */
export const text = z.string().refine((given) => given.isWellFormed() && !given.includes('\0'), {
  error: 'Expected text of whole characters, without NUL',
})

const seen = new RegExp(SEEN, 'u')

/** Text that says something: spaces, and characters that nobody sees, say nothing. */
export const words = text.refine((given) => seen.test(given), {
  error: 'Expected more than spaces',
})

/**
 * Values by names that whoever asks chose. What `z.record` gives lacks a value under the name `__proto__`, unsaid, so
 * that nobody could refuse it.
 */
export function valuesByName<Name extends z.ZodType<string, string>, Value extends z.ZodType>(
  name: Name,
  value: Value,
) {
  const record = z.record(name, value)
  return z.custom<z.infer<typeof record>>().superRefine((given, context) => {
    // Whatever else is asked of it is asked of a record.
    for (const issue of record.safeParse(given).error?.issues ?? [])
      context.addIssue({ ...issue, continue: false })
  })
}

/** Text in both languages of the product. */
export const bilingual = z.object({ 'zh-CN': z.string(), en: z.string() }).openapi('Bilingual')

export const bilingualList = z.object({ 'zh-CN': z.array(z.string()), en: z.array(z.string()) })

/** A branch as it is called. */
export const branchName = z.object({ id: z.string(), name: z.string(), nameEn: z.string().nullable() })

/** A day as `YYYY-MM-DD`. */
export const isoDay = z
  .string()
  .refine((text) => parseDay(text) !== null, { error: 'Expected a day as YYYY-MM-DD' })
  .openapi({ format: 'date', example: '2026-03-31' })

/** A time of day by the clock of the branch, `HH:MM`. */
export const timeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
  .openapi({ example: '15:00' })

/** A moment, ISO 8601 in UTC. */
export const moment = z.string().openapi({ format: 'date-time' })

export const hash = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .openapi({ description: 'SHA-256 in hexadecimal' })

/** An identifier in a path or a query; what it may look like is the bank's business. */
export const identifier = text.min(1).max(MOST_IN_ADDRESS)

/** The key of an action: it names each of the reasons, and an event among them by its whole id. */
export const actionKey = text.max(10_000)

/** The number of a row, in a path or a query: as much as a column of the store holds. */
export const rowNumber = z
  .string()
  .regex(/^[1-9]\d{0,9}$/)
  .transform(Number)
  .pipe(z.number().int().max(2_147_483_647))
  .openapi({ type: 'integer', minimum: 1 })

/** The id with which somebody signs in. */
export const userId = text.min(1).max(64)

/** Money: whole numbers of the minor unit (fen, haler). */
export const amount = z.number().openapi({ description: 'In the minor unit of the currency' })

export const channel = z.enum(CHANNELS)
export const outcome = z.enum(OUTCOMES)

export const playbookVersion = z.object({ id: z.string(), version: z.number().int(), hash })

/** A reason: the node it comes from, the code of its sentence and the sentence. */
export const reason = z.object({ node: z.string(), code: z.string(), text: bilingual }).openapi('Reason')

/** Something wrong in a playbook, with its place and its mend. */
export const playbookProblem = z
  .object({
    severity: z.enum(['error', 'warning']),
    code: z.string(),
    path: z.string().openapi({ description: 'JSON Pointer into the document' }),
    what: z.string(),
    mend: z.string(),
    values: z.record(z.string(), z.union([z.string(), z.number()])),
  })
  .openapi('PlaybookProblem')
