import { requireUnerased } from '../customer/unerased.ts'
import type { Principal } from '../identity/users.ts'
import { enquiryById, type StoredEnquiry } from '../store/enquiries.ts'
import type { Database } from '../store/tables.ts'
import { sees } from './access.ts'
import { Refusal } from './problem.ts'

/**
 * An enquiry that somebody may see; refused when the personal data of who asked were erased. Another branch's and one
 * that does not exist look alike.
 * @throws Refusal
 */
export async function enquiryFor(store: Database, user: Principal, id: string): Promise<StoredEnquiry> {
  const enquiry = await enquiryById(store, id)
  if (!enquiry || !sees(user, enquiry.branch)) throw new Refusal('unknown_enquiry', { enquiry: id })
  if (enquiry.customer !== null) await requireUnerased(store, enquiry.customer)
  return enquiry
}
