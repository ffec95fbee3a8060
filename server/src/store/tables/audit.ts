/** What happened, and what is personal of it. */
export interface AuditTables {
  /** The append-only log. Rows never change, and none is ever removed. */
  audit_entries: {
    number: number
    at: string
    /** A user's id, `token:<id>` for a machine, or `system`. */
    by: string
    action: string
    /** What it is about: a path of the API without `/api`. */
    subject: string
    /** JSON object; nothing personal of customers. */
    details: string
    /** JSON array of hashes: salted commitments to what is personal. */
    commitments: string
    /** Hash of the entry before. */
    previous: string
    hash: string
  }
  /** What is personal of an entry, outside the chain: erased when the customer asks for it. */
  audit_personal: { entry: number; place: number; salt: string; customer: string; text: string }
  /** Customers of whom nothing personal is shown any more; who erased them and why is in the log. */
  erasures: { customer: string; at: string }
  /** The last entry, sealed: one row, which is also the lock of all changes. */
  audit_head: { id: number; number: number; hash: string; signature: string }
}
