import { z } from 'zod'
import { Refusal } from '../files/refusal.ts'

const day = z.number().int()

const second = z.strictObject({
  /** The day of the risk assessment is among the facts. */
  format: z.literal(2),
  /** SHA-256 over the content; also the name of the directory. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  /** The day whose state the facts show, in days since 1970-01-01. */
  asOf: day,
  /** ISO 4217 code; amounts are in its minor unit. */
  currency: z.string().regex(/^[A-Z]{3}$/),
  /** The least credit that counts as a large inflow, in the minor unit. */
  largeInflow: z.number().int(),
  customers: z.number().int(),
  branches: z.number().int(),
  advisers: z.number().int(),
  /** Rows of each feed that the snapshot was made from, and how many of them were good. */
  madeFrom: z.array(z.strictObject({ file: z.string(), rows: z.number().int(), kept: z.number().int() })),
  /** What the importer had to take for granted, in English sentences. */
  assumptions: z.array(z.string()),
  /** SHA-256 of each file of the snapshot. */
  files: z.record(z.string(), z.string()),
})

const third = second.extend({
  /** What happened in the customers' accounts is among the facts: dormancy, and changes of pay. */
  format: z.literal(3),
  /** Days without a posting of the customer's own after which an account is dormant. */
  dormantAfter: z.number().int(),
  /** By how many per cent pay differs that has changed. */
  payChange: z.number().int(),
})

/** What a snapshot is, in its `manifest.json`. Only the files beside it say more. */
export const manifestSchema = z.discriminatedUnion('format', [second, third])

export type Manifest = z.infer<typeof manifestSchema>

/** A bank or snapshot on disk that this version cannot read. */
export class OtherVersion extends Refusal {
  override readonly name = 'OtherVersion'

  constructor(file: string, problem: z.ZodError) {
    super(`${file} was made by another version of Branch Playbook. Make the bank again: npm run bank -- --help
${z.prettifyError(problem)}`)
  }
}

export const MANIFEST_FILE = 'manifest.json'
