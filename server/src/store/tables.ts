import type { Channel, Listing, Locale } from '@branch-playbook/engine'
import type { Kysely } from 'kysely'
import type { Listed } from '../desk/listed.ts'
import type { Outcome } from '../desk/outcomes.ts'

/** Where an enquiry came in. */
export const ENQUIRY_CHANNELS = ['counter', 'phone', 'online'] as const
type EnquiryChannel = (typeof ENQUIRY_CHANNELS)[number]

/** What can happen to an enquiry. */
export const ENQUIRY_STEPS = ['received', 'taken', 'handed_on', 'answered', 'closed'] as const
export type EnquiryStep = (typeof ENQUIRY_STEPS)[number]

/** Why a run came into force. */
export type Cause = 'night' | 'event' | 'activation' | 'leave' | 'handover'

/** Moments are ISO 8601 texts in UTC, days `YYYY-MM-DD`, so that every database orders them alike. */
export interface Tables {
  /** Whose store it is: one row. */
  bank: { id: string }
  users: {
    id: string
    name: string
    role: string
    branch: string | null
    adviser: string | null
    /** Its hash; empty for somebody who signs in with the bank's own provider only. */
    password: string
    /** Until when a one-time password holds, which has to be changed first thing; null for one of his own. */
    password_until: string | null
    /** 1 for a user of the demo bank, whose password is known to everybody. */
    demo: number
    /** 1 for somebody who may not sign in any more. */
    disabled: number
    /** Who he is to the bank's own sign-in (OpenID Connect): its address and his number there. */
    issuer: string | null
    subject: string | null
  }
  sign_in_failures: { user: string; failures: number; last_at: string }
  /** Who wants a digest of his day by e-mail. */
  digests: {
    user: string
    address: string
    locale: Locale
    /** From which hour of the day on. */
    hour: number
    /** SHA-256 of the code that was sent to the address, while it is not confirmed. */
    code_hash: string | null
    code_at: string | null
    code_tries: number
    confirmed_at: string | null
  }
  /** Mails: each once under its key. */
  mails: {
    number: number
    key: string
    user: string
    kind: 'digest' | 'code'
    /** The business day that a digest is of. */
    day: string
    address: string
    subject: string
    /** Empty once it is sent. */
    body: string
    state: 'waiting' | 'sent' | 'given_up'
    attempts: number
    /** Why it was not sent yet, or not at all; empty when it was. */
    fault: string
    /** When it was made, then when it was sent or given up. */
    at: string
  }
  sessions: {
    token_hash: string
    /** Names it to its user, who may end it; no secret. */
    id: string
    user: string
    via: 'password' | 'provider'
    started_at: string
    /** When it was last used, to the minute. */
    seen_at: string
    expires_at: string
  }
  /** Sign-ins with the bank's own provider that are under way. */
  oidc_attempts: { state: string; nonce: string; verifier: string; return_to: string; expires_at: string }
  /** Machines that use the API. */
  tokens: {
    id: string
    name: string
    token_hash: string
    /** JSON array of scopes. */
    scopes: string
    branch: string | null
    by: string
    at: string
    expires_at: string
    revoked_at: string | null
  }
  playbooks: { id: string }
  versions: {
    playbook: string
    version: number
    hash: string
    document: string
    author: string
    at: string
    note: string
    /** The version that it was drafted from; null for the first. */
    base: number | null
    /** JSON array of everybody who saved the draft, the author included: none of them approves it. */
    contributors: string
    /** JSON of what was proven when it was submitted: tests, claims, warnings. */
    evidence: string
  }
  /** The draft of a playbook as it stands. */
  drafts: {
    playbook: string
    document: string
    etag: string
    author: string
    at: string
    note: string
    base: number
  }
  /** Every state that the draft had since the version it was made from, so that two edits can be merged. */
  draft_revisions: {
    number: number
    playbook: string
    etag: string
    document: string
    author: string
    at: string
    /** When the run of saves began that the editor made by itself and that this is the last of; null for any other. */
    run_since: string | null
  }
  /** Comments at a node, which belong together. Nothing of the playbook's life ends them. */
  comment_threads: {
    number: number
    playbook: string
    node: string
    /** Null while it is open. */
    resolved_by: string | null
    resolved_at: string | null
  }
  comments: {
    number: number
    thread: number
    by: string
    at: string
    /** Empty once its author has deleted it. */
    text: string
    deleted_at: string | null
  }
  /** What became of a submitted version. */
  reviews: {
    number: number
    playbook: string
    version: number
    verdict: 'approved' | 'sent_back' | 'withdrawn'
    by: string
    at: string
    comment: string
    /** JSON array of comments at nodes: { node, text }. */
    notes: string
    /** Hash of the effect that an approver saw. */
    effect: string | null
  }
  /** Versions put in force: from a day on, in some branches or (null) everywhere. Rows never change. */
  activations: {
    number: number
    playbook: string
    version: number
    by: string
    at: string
    valid_from: string
    /** JSON array of branch numbers. */
    branches: string | null
    reason: string
  }
  /** Activations taken back before their day. */
  activation_withdrawals: { activation: number; by: string; at: string; reason: string }
  /** Numbers that branches set in playbooks. Once submitted a row never changes. */
  overlays: {
    id: string
    branch: string
    playbook: string
    /** JSON object: numbers by the ids of parameters. */
    settings: string
    note: string
    /** Who saved it last. */
    author: string
    /** JSON array of everybody who saved it: none of them approves it. */
    contributors: string
    revision: number
    at: string
    /** Null while it is a draft. */
    submitted_at: string | null
    /** From which day the branch would like to have it. */
    wanted_from: string | null
  }
  /** What became of submitted overlays; the last verdict of each holds. Rows never change. */
  overlay_verdicts: {
    number: number
    overlay: string
    verdict: 'approved' | 'sent_back' | 'withdrawn' | 'ended'
    by: string
    at: string
    comment: string
    /** From which day it holds; null unless it is approved. */
    valid_from: string | null
    /** Hash of the effect that the approver saw. */
    effect: string | null
  }
  /** A challenger beside the champion: who is decided by which is a pure function of this. */
  experiments: {
    id: string
    name: string
    playbook: string
    /** The challenger's version; the champion is whatever is in force. */
    challenger: number
    unit: 'branch' | 'customer'
    seed: string
    /** JSON array of branch numbers in which it runs; null for all. */
    branches: string | null
    valid_from: string
    by: string
    at: string
    reason: string
  }
  /** The shares of an experiment from a day on, in hundredths of a percent; both 0 once it has ended. */
  experiment_shares: {
    number: number
    experiment: string
    valid_from: string
    share: number
    /** Units that never see the challenger, however large its share becomes. */
    holdout: number
    by: string
    at: string
    reason: string
  }
  /** What head office announced, every revision of it. Rows never change: the latest revision of an event holds. */
  events: {
    id: string
    /** From 1. */
    revision: number
    type: string
    day: string
    /** The last day on which it is news; null when the playbook alone says for how long. */
    until: string | null
    name_zh: string
    name_en: string
    /** Whether somebody entered it, or a feed of the bank brought it. */
    source: 'entered' | 'feed'
    /** 1 when this revision takes it back. */
    withdrawn: number
    /** Why it was corrected or taken back; empty for the first revision. */
    reason: string
    by: string
    at: string
  }
  /** What customers asked, and what the playbook made of it. But for `open` and what is erased rows never change. */
  enquiries: {
    id: string
    /** The number that the customer is given, from 1. */
    number: number
    branch: string
    /** Null for somebody whom the bank does not know. */
    customer: string | null
    /** How somebody whom the bank does not know is called and reached, until it is closed; else empty. */
    person: string
    phone: string
    channel: EnquiryChannel
    /** In the customer's words; empty when only its kind was chosen. */
    text: string
    /** The version that answered it. */
    playbook: string
    version: number
    playbook_hash: string
    /** JSON of what it answered, see `enquiries/answer.ts`. */
    answer: string
    /** By when it is answered: a moment or, of working days, the last day. Null both when the calendar ends before. */
    due_at: string | null
    due_day: string | null
    /** 0 once it is closed. */
    open: number
    /** The business day. */
    day: string
    by: string
    at: string
  }
  /** What was done with an enquiry. Rows never change, but for notes that are erased. */
  enquiry_steps: {
    id: string
    enquiry: string
    /** From 1, which is that it was received. */
    place: number
    what: EnquiryStep
    /** To whom it belongs afterwards; the id is that of an adviser or of a handler with a queue, else empty. */
    goes_to: 'adviser' | 'desk' | 'manager' | 'queue'
    goes_to_id: string
    note: string
    day: string
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
    outcome: Outcome
    note: string
    minutes: number
    day: string
    at: string
    /** For which day the customer was promised a call, and the minutes reserved for it; null for other outcomes. */
    call_back_on: string | null
    call_back_minutes: number | null
  }
  /** Contacts that whoever logged them took back: they never were. Rows never change. */
  contact_withdrawals: { contact: string; by: string; at: string }
  /** Days on which an adviser is away, first and last, and who looks after his customers; null is the branch's desk. */
  leaves: {
    id: string
    branch: string
    adviser: string
    first_day: string
    last_day: string
    stand_in: string | null
    by: string
    at: string
  }
  leave_withdrawals: { leave: string; by: string; at: string }
  /** The customers of an adviser who leaves, handed over from a day on. */
  handovers: {
    /** Made by whoever enters it, so that one sent twice is one. */
    id: string
    branch: string
    adviser: string
    first_day: string
    /** By what they were spread, see `desk/spread.ts`. */
    spread: string
    /** JSON array: the advisers who take them, in the order given. */
    takers: string
    by: string
    at: string
  }
  /** Who goes to whom. Rows never change: runs rest on them. */
  handover_customers: { handover: string; customer: string; adviser: string }
  handover_withdrawals: { handover: string; reason: string; by: string; at: string }
  /** Orders of customers. Where one stands is as of its last step. */
  orders: {
    /** Made by whoever places it, so that an order sent twice is one. */
    id: string
    customer: string
    branch: string
    adviser: string
    by: string
    /** The suitability node that let it pass, and the product of it. */
    gate: string
    product: string
    name_zh: string
    name_en: string
    risk: string
    /** In the minor unit of the currency. */
    amount: number
    currency: string
    /** The version by which it was checked. */
    playbook: string
    version: number
    playbook_hash: string
    /** The language in which the disclosures were shown. */
    locale: string
    /** JSON array of what was acknowledged: { id, sha256 } of the text word for word. */
    disclosures: string
    /** The last day on which the customer may cancel it; null when he may not. */
    cancel_until: string | null
    /** The key of the action it came of. */
    action: string | null
    day: string
    at: string
    state: 'placed' | 'handed_over' | 'accepted' | 'settled' | 'rejected' | 'cancelled'
    /** Whether the customer has asked to cancel it, and the core would not. */
    cancel: 'asked' | 'refused' | null
    /** Its number in the core system. */
    reference: string | null
    /** Why the core rejected it, or would not cancel it; empty otherwise. */
    reason: string
  }
  /** Everything that happened to orders. Rows never change, but that a reason is emptied when its customer is erased. */
  order_steps: {
    number: number
    order_id: string
    step:
      | 'placed'
      | 'handed_over'
      | 'accepted'
      | 'settled'
      | 'rejected'
      | 'cancel_asked'
      | 'cancelled'
      | 'cancel_refused'
    by: string
    at: string
    reason: string
  }
  /** What the core system is to be told, put here in the transaction of what it tells. */
  outbox: {
    number: number
    /** The id by which the core knows what it was told before. */
    message: string
    order_id: string
    kind: 'order' | 'cancel'
    /** JSON, sent as it is. */
    body: string
    /** How often sending it was begun. */
    attempts: number
    /** What went wrong last; empty when nothing did. */
    fault: string
    delivered_at: string | null
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
    /** JSON: which version decides whom, see `desk/rules.ts`. */
    rules: string
    /** Hash of the actions. */
    outcome: string
    /** JSON array: who was away, see `desk/absence.ts`; empty when nobody was. */
    leave: string
    /** JSON array: who had left, see `desk/handover.ts`; empty when nobody had. */
    handovers: string
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
    action: Listed
    sources: string
    channel: Channel
    minutes: number
    score: number
    overdue: number
    tier: string | null
    strategy: string | null
    /** Hash of the playbook that decided it. */
    playbook_hash: string
    /** The experiment that the customer is part of, and the side he is on. */
    experiment: string | null
    side: 'champion' | 'challenger' | 'holdout' | null
  }
  /**
   * Whom a campaign called or would have called and held out, once each: the first run that did so. Rows never change.
   */
  campaign_exposures: {
    playbook: string
    campaign: string
    customer: string
    side: 'listed' | 'held_out'
    branch: string
    day: string
    run: string
  }
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

export type Database = Kysely<Tables>
