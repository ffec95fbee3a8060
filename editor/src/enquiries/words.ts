import { useCurrency } from '../api/bank.ts'
import type { Enquiry, EnquiryRoute } from '../api/enquiries.ts'
import { useFormats } from '../locale/format.ts'
import { useBilingual, useLocalName, useText } from '../locale/text.ts'

/** Whom an enquiry belongs to, by when it is answered, and what it is about, in words. */
export function useEnquiryWords() {
  const text = useText()
  const bilingual = useBilingual()
  const nameOf = useLocalName()
  const { day, moment } = useFormats(useCurrency())
  const whose = ({ to, adviser, queue }: EnquiryRoute): string => {
    if (adviser) return nameOf(adviser)
    if (queue) return bilingual(queue.name)
    return text(to === 'manager' ? 'enquiry.to.manager' : 'enquiry.to.desk')
  }
  const due = ({ at, day: last }: Enquiry['due']): string => {
    if (at !== null) return text('enquiry.due', { when: moment(at) })
    return last === null ? text('enquiry.due_unknown') : text('enquiry.due', { when: day(last) })
  }
  const kind = ({ kind }: Pick<Enquiry, 'kind'>): string =>
    kind ? bilingual(kind.name) : text('enquiry.other')
  return {
    whose,
    due,
    kind,
    /** Before or after its kind was corrected. */
    asItStood: (decided: Pick<Enquiry, 'kind' | 'due'>, route: EnquiryRoute): string =>
      text('enquiry.as_it_stood', { kind: kind(decided), whose: whose(route), due: due(decided.due) }),
    who: ({ customer, person }: Pick<Enquiry, 'customer' | 'person'>): string =>
      customer?.name ?? (person?.name || text('enquiry.stranger')),
  }
}
