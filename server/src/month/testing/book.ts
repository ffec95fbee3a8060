import type { Listed } from '../../desk/listed.ts'
import type { Outcome } from '../../desk/outcomes.ts'
import { daysBetween } from './calendar.ts'
import type { Feeds } from './feeds.ts'

export interface MadeContact {
  readonly id: string
  readonly customer: string
  readonly day: string
  readonly outcome: Outcome
  readonly action: string
  readonly branch: string
  readonly adviser: string
  /** What the customer was called for. */
  readonly led: Listed
  /** What the list said of it. */
  readonly due: { readonly source: string; readonly tier: string | null; readonly strategy: string | null }
  readonly callBackOn: string | null
}

export interface PlacedOrder {
  readonly id: string
  readonly customer: string
  readonly branch: string
  readonly product: string
  readonly day: string
  /** What has to have become of it at the end. */
  readonly fate: 'accepted' | 'rejected' | 'cancelled'
  /** Whether the core has said so, or the customer. */
  isOver: boolean
}

export interface OpenEnquiry {
  readonly branch: string
  /** Nobody sees to it until it is late. */
  readonly isForgotten: boolean
  /** Its kind, by which it is known: null for anything else. */
  kind: string | null
  /** By when it is answered, as long as its kind is not corrected. */
  due: { readonly at: string | null; readonly day: string | null }
  step: number
  isAnswered: boolean
}

/** The contact policy of the playbook, in its own words: so many in 30 days, and none for 30 days after a refusal. */
const WINDOW = 30
const MOST_TOUCHES = 4
const COOL_DOWN = 30

const TALKS: readonly Outcome[] = ['reached', 'interested', 'refused', 'not_suitable']
export const isTalk = (outcome: Outcome): boolean => TALKS.includes(outcome)

/** What somebody would know of the month who wrote down every deed of it, and never asked the server. */
export class Book {
  feeds: Feeds = { asOf: '', customers: new Map(), contacts: new Map() }
  readonly contacts: MadeContact[] = []
  readonly orders: PlacedOrder[] = []
  /** What customers have asked, also what is closed. */
  readonly asked: { readonly id: string; readonly customer: string }[] = []
  /** What is open. */
  readonly enquiries = new Map<string, OpenEnquiry>()
  /** Enquiries that nobody answered in time. */
  readonly late = new Set<string>()

  takeBack(contact: string): void {
    const place = this.contacts.findIndex(({ id }) => id === contact)
    this.contacts.splice(place, 1)
  }

  with(customer: string): MadeContact[] {
    return this.contacts.filter((contact) => contact.customer === customer)
  }

  /** The contact in which the matter of another came up first: before it was put off, perhaps more than once. */
  begun(contact: MadeContact): MadeContact {
    const promise = /\|call_back@(.+)$/.exec(contact.action)?.[1]
    const before = this.contacts.find(({ id }) => id === promise)
    return before ? this.begun(before) : contact
  }

  /** The orders that the core has not refused and the customer not cancelled, as far as anybody knows. */
  get standingOrders(): PlacedOrder[] {
    return this.orders.filter(({ isOver, fate }) => !isOver || fate === 'accepted')
  }

  /** Actions that a conversation has settled. */
  get settled(): ReadonlySet<string> {
    return new Set(this.contacts.flatMap(({ outcome, action }) => (isTalk(outcome) ? [action] : [])))
  }

  /** Why a customer must not be contacted on a day, if he must not. */
  silenceOf(customer: string, day: string): string | null {
    if (this.feeds.customers.get(customer)?.do_not_contact === true) return 'asked not to be contacted'
    const own = this.with(customer)
    const fed = this.feeds.contacts.get(customer) ?? []
    const touches = [...own, ...fed].filter((contact) => daysBetween(contact.day, day) < WINDOW)
    if (touches.length >= MOST_TOUCHES) return `was contacted ${touches.length} times in ${WINDOW} days`
    const refused = [...own, ...fed].some(
      (contact) => contact.outcome === 'refused' && daysBetween(contact.day, day) < COOL_DOWN,
    )
    return refused ? 'has refused' : null
  }

  /**
   * Whether a policy may keep quiet a customer who is promised a call: as `silenceOf`, or because he never said what may
   * be done; a snapshot counts touches up to its own day, so that its window may begin a few days earlier.
   */
  mayBeSilent(customer: string, day: string): boolean {
    const said = this.feeds.customers.get(customer)
    const unsaid =
      said?.do_not_contact !== false || said.consent_phone !== true || said.consent_wechat !== true
    return (
      unsaid || this.silenceOf(customer, day) !== null || this.silenceOf(customer, this.feeds.asOf) !== null
    )
  }

  /** The calls that customers were promised and that nobody has made, by customer: for which day. */
  promises(): ReadonlyMap<string, string> {
    const open = new Map<string, { readonly on: string; readonly made: string }>()
    for (const { customer, outcome, callBackOn, day } of this.contacts) {
      if (callBackOn !== null) open.set(customer, { on: callBackOn, made: day })
      else if (isTalk(outcome)) open.delete(customer)
    }
    const standing = [...open].filter(([customer, { made }]) =>
      // A conversation that only the bank's systems know of keeps a promise too.
      (this.feeds.contacts.get(customer) ?? []).every(
        ({ day, outcome }) => outcome === 'not_reached' || day <= made,
      ),
    )
    return new Map(standing.map(([customer, { on }]) => [customer, on]))
  }

  /** Whether a product of a risk may be offered to a customer on a day: he is assessed, for a year, and bears it. */
  suits(customer: string, risk: string, day: string): boolean {
    const { risk_class: own = null, risk_assessed: assessed = null } =
      this.feeds.customers.get(customer) ?? {}
    return (
      own !== null &&
      assessed !== null &&
      daysBetween(assessed, day) <= 365 &&
      Number(own.slice(1)) >= Number(risk.slice(1))
    )
  }
}
