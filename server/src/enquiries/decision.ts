import type { StoredEnquiry } from '../store/enquiries.ts'
import type { EnquiryDecision } from '../store/tables/branches.ts'
import { type Due, type KeptAnswer, keptAnswer } from './kept-answer.ts'

/** What the rules made of an enquiry: when it came in, or when its kind was corrected. */
export interface Decision {
  readonly playbook: { readonly id: string; readonly version: number; readonly hash: string }
  readonly kept: KeptAnswer
  readonly due: Due
}

/** What holds of an enquiry. */
export const standing = (enquiry: StoredEnquiry): Decision =>
  decisionOf(enquiry.corrections.at(-1) ?? enquiry)

/** What was decided when an enquiry came in, or with a correction. */
export const decisionOf = (stored: EnquiryDecision): Decision => ({
  playbook: { id: stored.playbook, version: stored.version, hash: stored.playbook_hash },
  kept: keptAnswer.parse(JSON.parse(stored.answer)),
  due: { at: stored.due_at, day: stored.due_day },
})

export const storedDecision = ({ playbook, kept, due }: Decision): EnquiryDecision => ({
  playbook: playbook.id,
  version: playbook.version,
  playbook_hash: playbook.hash,
  answer: JSON.stringify(kept),
  due_at: due.at,
  due_day: due.day,
})
