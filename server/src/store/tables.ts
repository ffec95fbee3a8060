import type { Channel, ListedAction, Listing } from '@branch-playbook/engine'
import type { Kysely } from 'kysely'
import type { CONTACT_OUTCOMES } from '../feeds/definitions.ts'

/** Why a run came into force. */
export type Cause = 'night' | 'event' | 'activation'

/** Moments are ISO 8601 texts in UTC, days `YYYY-MM-DD`, so that every database orders them alike. */
export interface Tables {
  users: {
    id: string
    name: string
    role: string
    branch: string | null
    adviser: string | null
    password: string
    /** 1 for a user of the demo bank, whose password is known to everybody. */
    demo: number
  }
  sign_in_failures: { user: string; failures: number; last_at: string }
  sessions: { token_hash: string; user: string; expires_at: string }
  playbooks: { id: string }
  versions: {
    playbook: string
    version: number
    hash: string
    document: string
    author: string
    at: string
    note: string
  }
  drafts: { playbook: string; document: string; etag: string; author: string; at: string; note: string }
  activations: { number: number; playbook: string; version: number; by: string; at: string }
  events: {
    id: string
    type: string
    day: string
    name_zh: string
    name_en: string
    by: string
    at: string
  }
  contacts: {
    id: string
    customer: string
    branch: string
    adviser: string
    by: string
    action: string | null
    channel: Channel
    outcome: (typeof CONTACT_OUTCOMES)[number]
    note: string
    minutes: number
    day: string
    at: string
  }
  runs: {
    id: string
    day: string
    engine: string
    playbook: string
    version: number
    playbook_hash: string
    snapshot: string
    contact_state: string
    events: string
    customers: number
    listed: number
    cut: number
    blocked: number
  }
  /** Which run was in force from when, and why: the same run may come into force again. */
  decided: { number: number; day: string; run: string; cause: Cause; at: string }
  actions: {
    run: string
    customer: string
    key: string
    branch: string
    adviser: string
    position: number
    listing: Listing
    action: ListedAction
    sources: string
    channel: Channel
    minutes: number
    score: number
    overdue: number
    tier: string | null
    strategy: string | null
  }
}

export type Database = Kysely<Tables>
