import { MOST_DEPTH } from '@branch-playbook/engine'
import { z } from '@hono/zod-openapi'
import type { Desk } from '../desk/desk.ts'
import {
  ACTIVATION_STATES,
  contributorsOf,
  type LivingActivation,
  type LivingVersion,
  livingVersions,
  type Setting,
  tookPart,
  VERSION_STATES,
} from '../life/life.ts'
import { isPlaybook } from '../store/playbooks.ts'
import type { Database } from '../store/tables.ts'
import { evidenceSchema } from './evidence.ts'
import { hash, identifier, isoDay, moment, rowNumber, valuesByName } from './fields.ts'
import { Refusal } from './problem.ts'

/** Nested deeper than any playbook, it would break whoever walks through it, be it to write it down. */
const isTooDeep = (value: unknown, depth = 0): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (depth >= MOST_DEPTH || Object.values(value).some((inner) => isTooDeep(inner, depth + 1)))

export const documentSchema = valuesByName(z.string(), z.unknown())
  .refine((document) => !isTooDeep(document), {
    error: 'Expected values nested no deeper than in a playbook',
  })
  .openapi({
    type: 'object',
    additionalProperties: {},
    description: 'A playbook, see playbook.schema.json',
  })

export const ofPlaybook = z.strictObject({ id: identifier })
export const ofVersion = z.strictObject({ id: identifier, version: rowNumber })

export const activationSchema = z
  .object({
    number: z.number().int(),
    playbook: z.string(),
    version: z.number().int(),
    from: isoDay.openapi({ description: 'Its first day' }),
    branches: z.array(z.string()).nullable().openapi({ description: 'Null for all' }),
    state: z.enum(ACTIVATION_STATES),
    by: z.string(),
    at: moment,
    reason: z.string(),
    withdrawal: z.object({ by: z.string(), at: moment, reason: z.string() }).nullable(),
  })
  .openapi('Activation')

const noteSchema = z.object({ node: z.string(), text: z.string() })

export const reviewSchema = z
  .object({
    verdict: z.enum(['approved', 'sent_back', 'withdrawn']),
    by: z.string(),
    at: moment,
    comment: z.string(),
    notes: z.array(noteSchema).openapi({ description: 'Comments at nodes' }),
    effect: hash.nullable().openapi({ description: 'Of the effect that the approver saw' }),
  })
  .openapi('Review')

export const versionSchema = z
  .object({
    version: z.number().int(),
    hash,
    state: z.enum(VERSION_STATES),
    author: z.string(),
    at: moment,
    note: z.string(),
    base: z.number().int().nullable().openapi({ description: 'The version that it was drafted from' }),
    contributors: z
      .array(z.string())
      .openapi({ description: 'Who may neither judge it nor put it in force' }),
    review: reviewSchema.nullable(),
    activations: z.array(activationSchema),
    evidence: evidenceSchema.nullable().openapi({ description: 'What was found when it was submitted' }),
  })
  .openapi('Version')

export const shownActivation = (activation: LivingActivation): z.infer<typeof activationSchema> => {
  const { validFrom, branches, withdrawn: _withdrawn, ...shown } = activation
  return { ...shown, from: validFrom, branches: branches === null ? null : [...branches] }
}

export const shownReview = (review: LivingVersion['review']): z.infer<typeof reviewSchema> | null => {
  if (!review) return null
  const { verdict, by, at, comment, notes, effect } = review
  return { verdict, by, at, comment, notes, effect }
}

export const shownVersion = (living: LivingVersion): z.infer<typeof versionSchema> => {
  const { version, hash, state, author, at, note, base, review, activations } = living
  return {
    version,
    hash,
    state,
    author,
    at,
    note,
    base,
    contributors: contributorsOf(living),
    review: shownReview(review),
    activations: activations.map(shownActivation),
    evidence: evidenceOf(living),
  }
}

/** What came with the product, or was made before evidence was kept, has none. */
const evidenceOf = ({ evidence }: LivingVersion): z.infer<typeof evidenceSchema> | null =>
  evidence === NO_EVIDENCE ? null : evidenceSchema.parse(JSON.parse(evidence))

const NO_EVIDENCE = '{}'

/** The desk's day and branches, with its store or that of a transaction. */
export const settingOf = (desk: Desk, store: Database = desk.store): Setting => ({
  store,
  day: desk.day,
  branches: desk.snapshot.branches.map(({ id }) => id),
})

/** Refuses a playbook that is none, not even as a draft. */
export async function requirePlaybook(store: Database, playbook: string): Promise<void> {
  if (!(await isPlaybook(store, playbook))) throw new Refusal('unknown_playbook', { playbook })
}

/** The versions of a playbook, the newest first; none of one that only has a draft yet. */
export async function versionsFor(setting: Setting, playbook: string): Promise<readonly LivingVersion[]> {
  await requirePlaybook(setting.store, playbook)
  return livingVersions(setting, playbook)
}

export async function versionFor(
  setting: Setting,
  { id, version }: z.infer<typeof ofVersion>,
): Promise<LivingVersion> {
  const found = (await versionsFor(setting, id)).find((each) => each.version === version)
  if (!found) throw new Refusal('unknown_version', { playbook: id, version })
  return found
}

/** Refuses to let somebody judge a version, or put it in force, who took part in it. */
export function requireOtherEyes(version: LivingVersion, user: string): void {
  if (tookPart(version, user)) throw new Refusal('own_version', { version: version.version })
}

/** How the log calls a version. */
export const subjectOf = ({ playbook, version }: Pick<LivingVersion, 'playbook' | 'version'>): string =>
  `playbooks/${playbook}/versions/${version}`
