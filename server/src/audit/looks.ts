import type { Database } from '../store/tables.ts'

/** Who looked at a customer, or did something about him, and when; the newest first. */
export const looksAt = (store: Database, customer: string) =>
  store
    .selectFrom('audit_personal')
    .innerJoin('audit_entries', 'audit_entries.number', 'audit_personal.entry')
    .select([
      'audit_entries.number',
      'audit_entries.at',
      'audit_entries.by',
      'audit_entries.action',
      'audit_entries.subject',
      'audit_personal.text',
    ])
    .where('audit_personal.customer', '=', customer)
    .orderBy('audit_entries.number', 'desc')
    .execute()
