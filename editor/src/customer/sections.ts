import type { ComponentType } from 'react'
import type { CustomerPage } from '../api/customers.ts'
import { CustomerEnquiries } from '../enquiries/customer-enquiries.tsx'
import { Orders } from '../orders/orders-section.tsx'
import { Facts } from './sections/facts.tsx'
import { HeldData } from './sections/held-data.tsx'
import { Holdings } from './sections/holdings.tsx'
import { Household } from './sections/household.tsx'
import { Identity } from './sections/identity.tsx'
import { IfAsked } from './sections/if-asked.tsx'
import { Opportunities } from './sections/opportunities.tsx'
import { StandingHistory } from './sections/standing.tsx'
import { Timeline } from './sections/timeline.tsx'
import { Today } from './sections/today.tsx'
import { Transactions } from './sections/transactions.tsx'

export interface SectionProps {
  readonly page: CustomerPage
  /** ISO 4217 code of the amounts. */
  readonly currency: string
}

interface Section {
  readonly id: string
  /** Over the whole width above the columns, in the wide or in the narrow column, or below them. */
  readonly place: 'top' | 'main' | 'side' | 'foot'
  /** Shows nothing where it has nothing to say to this user about this customer. */
  readonly Content: ComponentType<SectionProps>
}

/** What the customer's page shows, in this order in each place. To add something, add its file and its line here. */
export const SECTIONS: readonly Section[] = [
  { id: 'today', place: 'top', Content: Today },
  { id: 'enquiries', place: 'top', Content: CustomerEnquiries },
  { id: 'if-asked', place: 'top', Content: IfAsked },
  { id: 'holdings', place: 'main', Content: Holdings },
  { id: 'opportunities', place: 'main', Content: Opportunities },
  { id: 'orders', place: 'main', Content: Orders },
  { id: 'timeline', place: 'main', Content: Timeline },
  { id: 'transactions', place: 'main', Content: Transactions },
  { id: 'identity', place: 'side', Content: Identity },
  { id: 'household', place: 'side', Content: Household },
  { id: 'standing', place: 'side', Content: StandingHistory },
  { id: 'facts', place: 'side', Content: Facts },
  { id: 'held-data', place: 'foot', Content: HeldData },
]
