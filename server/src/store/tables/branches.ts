import type { Beyond, Channel } from '@branch-playbook/engine'
import type { Outcome } from '../../desk/outcomes.ts'

/** Where an enquiry came in. */
export const ENQUIRY_CHANNELS = ['counter', 'phone', 'online'] as const
type EnquiryChannel = (typeof ENQUIRY_CHANNELS)[number]

/** What can happen to an enquiry. */
export const ENQUIRY_STEPS = ['received', 'taken', 'handed_on', 'corrected', 'answered', 'closed'] as const
export type EnquiryStep = (typeof ENQUIRY_STEPS)[number]

/** What the playbook makes of an enquiry. */
export interface EnquiryDecision {
  /** The version that answers it. */
  playbook: string
  version: number
  playbook_hash: string
  /** JSON of what it answers, see `enquiries/answer.ts`. */
  answer: string
  /** By when it is answered: a moment or, of working days, the last day. Null both when the calendar ends before. */
  due_at: string | null
  due_day: string | null
}

/** What happens in branches, and what they are told. */
export interface BranchTables {
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
  enquiries: EnquiryDecision & {
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
  /**
   * What the playbook made of an enquiry anew when a step corrected its kind; what it made of it first stands in
   * `enquiries`. Rows never change, but for what is erased.
   */
  enquiry_corrections: EnquiryDecision & {
    step: string
    enquiry: string
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
    /** Not before which time of that day, `HH:MM` by the branch's clock; null when none was agreed. */
    call_back_time: string | null
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
    /** What of the customer's means the amount went beyond when it was placed; null for neither, or unknown. */
    beyond: Beyond | null
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
}
