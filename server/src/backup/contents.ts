import { z } from 'zod'
import type { Tables } from '../store/tables.ts'

type Keys = { readonly [Table in keyof Tables]: readonly (keyof Tables[Table])[] }

/**
 * Every table with its key, in an order in which none refers to a later one. Rows go into a backup by their key,
 * so that a store of either kind with the same rows makes the same backup.
 */
const KEYS = {
  bank: ['id'],
  users: ['id'],
  sign_in_failures: ['user'],
  digests: ['user'],
  mails: ['number'],
  sessions: ['token_hash'],
  oidc_attempts: ['state'],
  tokens: ['id'],
  playbooks: ['id'],
  versions: ['playbook', 'version'],
  drafts: ['playbook'],
  draft_revisions: ['number'],
  comment_threads: ['number'],
  comments: ['number'],
  reviews: ['number'],
  activations: ['number'],
  activation_withdrawals: ['activation'],
  overlays: ['id'],
  overlay_verdicts: ['number'],
  experiments: ['id'],
  experiment_shares: ['number'],
  events: ['id', 'revision'],
  contacts: ['id'],
  contact_withdrawals: ['contact'],
  leaves: ['id'],
  leave_withdrawals: ['leave'],
  handovers: ['id'],
  handover_customers: ['handover', 'customer'],
  handover_withdrawals: ['handover'],
  orders: ['id'],
  order_steps: ['number'],
  outbox: ['number'],
  enquiries: ['id'],
  enquiry_steps: ['id'],
  enquiry_corrections: ['step'],
  runs: ['id'],
  decided: ['number'],
  unfinished_runs: ['run'],
  actions: ['run', 'customer'],
  campaign_exposures: ['playbook', 'campaign', 'customer'],
  audit_entries: ['number'],
  audit_personal: ['entry', 'place'],
  erasures: ['customer'],
  audit_head: ['id'],
} satisfies Keys

/** Every table with its key columns, in the order of a backup. */
export const TABLE_KEYS: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(KEYS))

const name = z.string().regex(/^[a-z_]+$/)

/** The first line of a backup. */
export const headerLine = z.strictObject({
  format: z.literal('branch-playbook-backup'),
  version: z.literal(1),
  /** Whose store it was. */
  bank: z.string(),
  /** When the backup was begun, ISO 8601 in UTC: it shows the store as of then. */
  at: z.string(),
  /** The newest migration that the store had had. */
  migration: z.string(),
})

/** Says of which table the rows are that follow. */
export const tableLine = z.strictObject({ table: name, columns: z.array(name).min(1) })

/** A row: the values of the columns of its table. */
export const rowLine = z.array(z.union([z.string(), z.number(), z.null()]))

/** The last line: how many rows there are, and SHA-256 over all lines before it. */
export const lastLine = z.strictObject({ rows: z.number().int(), sha256: z.string() })

export type Header = z.infer<typeof headerLine>
export type Row = z.infer<typeof rowLine>
