import {
  ACTIONS,
  arbitrationParts,
  type BankEvent,
  type DailyLists,
  type Day,
  type HeldOut,
  holdoutsOf,
  leadOfKey,
  type MadeContact,
  type Run,
} from '@branch-playbook/engine'
import type { Snapshot } from '../snapshot/open.ts'
import type { Contact } from '../store/ledger.ts'
import type { Absence } from './absence.ts'
import type { CallBack } from './call-backs.ts'
import { ContactState, contactsHash } from './contact-state.ts'
import { copied, Deciding } from './deciding.ts'
import type { Handover } from './handover.ts'
import { Lists } from './lists.ts'
import type { Ranked } from './merged.ts'
import { tookPlace } from './outcomes.ts'
import type { PreparedPlaybook } from './prepared-playbook.ts'
import { leadingInBranches, leadingOf, type Rules } from './rules.ts'
import { type Staff, staffOf } from './staff.ts'

/** What the lists of a day rest on. The day is the business day that the lists are for. */
export interface Grounds {
  readonly snapshot: Snapshot
  readonly rules: Rules
  readonly day: Day
  readonly events: readonly BankEvent[]
  /** Who is away on the day. */
  readonly absences: readonly Absence[]
  /** Who has left, and to whom his customers went, in the order in which that was entered. */
  readonly handovers: readonly Handover[]
  /** Contacts logged before the day: part of the run. */
  readonly before: readonly Contact[]
  /** Contacts logged on the day: they change the live list only. */
  readonly today: readonly Contact[]
}

/** The customers of a day, decided, with everybody's list. */
export interface Decided extends Ranked {
  readonly state: ContactState
  readonly lists: DailyLists
  /** The calls promised for today or before that may be made, by customer row. */
  readonly promised: ReadonlyMap<number, CallBack>
}

/** How many customers of a branch, and what becomes of them today; cut is who no longer fits the day. */
export interface BranchCounts {
  readonly customers: number
  readonly listed: number
  readonly cut: number
  readonly blocked: number
}

/** A bank's day, held in memory: the run in force, and the lists as they stand after each contact. */
export class Today {
  readonly grounds: Grounds
  readonly staff: Staff
  /** The version that decides the most customers. */
  readonly leading: PreparedPlaybook
  /** The version that decides the most customers of each branch, by its place in the snapshot. */
  readonly leadingIn: readonly PreparedPlaybook[]
  readonly #deciding: Deciding
  /** Of each version whom its campaigns leave alone. */
  readonly #heldOut: readonly (HeldOut | null)[]
  readonly #lists: Lists
  readonly contactsHash: string
  /** Minutes that each member of the staff has spent on contacts today. */
  readonly spent: Int32Array
  /** Attempts today that reached nobody, by customer row. */
  readonly attempts = new Map<number, number>()
  /** Contacts of today for the sake of a campaign: they take places of its quota. */
  #made: MadeContact[] = []
  #today: Contact[] = []
  #live: Decided
  #counts: readonly BranchCounts[] | null = null

  /** `decided` is what is decided on these grounds already; it belongs to this day from now on. */
  constructor(grounds: Grounds, decided?: Pick<Decided, 'state' | keyof Ranked>) {
    const { snapshot, rules, day, events, absences, handovers, before, today } = grounds
    this.grounds = grounds
    this.leading = leadingOf(rules)
    this.leadingIn = leadingInBranches(snapshot, rules, this.leading)
    const deskMinutes = this.leadingIn.map(({ arbitration }) => arbitration.minutesPerDay)
    this.staff = staffOf(snapshot, deskMinutes, absences, handovers)
    const runs = rules.arms.map(({ workingDays }) => ({ asOf: day, workingDays, events }))
    this.#deciding = new Deciding(rules, runs, this.leadingIn)
    this.#heldOut = rules.arms.map(({ plan }) => holdoutsOf(plan, snapshot.customers.placeIn))
    const isAnybodyHeldOut = this.#heldOut.some((each) => each !== null)
    this.#lists = new Lists(
      grounds,
      this.staff,
      isAnybodyHeldOut ? (row, campaign) => this.holdsOut(row, campaign) : null,
    )
    this.contactsHash = contactsHash(before)
    this.spent = new Int32Array(this.staff.members.length)
    for (const contact of today) this.#count(contact)
    const state = decided?.state ?? new ContactState(snapshot, day, [...before, ...today])
    this.#live = this.#listed(state, decided ?? this.#deciding.all(state.population))
  }

  /** The version that decides a customer. */
  playbookOf(row: number): PreparedPlaybook {
    const { arms, armOf } = this.grounds.rules
    return arms[armOf[row] ?? 0] ?? this.leading
  }

  /** What his version takes notice of when it decides a customer. */
  runOf(row: number): Run {
    return this.#deciding.runOf(row)
  }

  /** Whether a campaign leaves the customer of a row alone, by the version that decides him. */
  holdsOut(row: number, campaign: string): boolean {
    return this.#heldOut[this.grounds.rules.armOf[row] ?? 0]?.(row, campaign) ?? false
  }

  /** The lists as they stand now. */
  get live(): Decided {
    return this.#live
  }

  /** Contacts logged on the day, the oldest first. */
  get contacts(): readonly Contact[] {
    return this.#today
  }

  /** The lists of the run itself: everybody's whole day, without what was done in the meantime. */
  morning(): Decided {
    if (this.#today.length === 0) return this.#live
    const { snapshot, day, before } = this.grounds
    const state = new ContactState(snapshot, day, [], this.#live.state)
    const ranked = copied(this.#live)
    const talkedTo = new Set(this.#today.map(({ customer }) => customer))
    const contacts = Map.groupBy(
      before.filter(({ customer }) => talkedTo.has(customer)),
      ({ customer }) => customer,
    )
    for (const customer of talkedTo) this.#again(state, ranked, customer, contacts.get(customer) ?? [])
    return this.#listed(state, ranked, new Int32Array(this.spent.length), [])
  }

  /** Counts a contact in: its customer is decided again and nobody else, and lists change where they may. */
  log(contact: Contact): void {
    this.#count(contact)
    const { state } = this.#live
    state.add(contact)
    const row = this.grounds.snapshot.customers.rowOf(contact.customer)
    if (row !== null) this.#deciding.again(this.#live, state.population, row)
    this.#relist(contact)
  }

  /** Lets a contact of today never have been, as `log` lets it be. */
  withdraw(contact: string): void {
    const gone = this.#today.find(({ id }) => id === contact)
    if (!gone) return
    const left = this.#today.filter(({ id }) => id !== contact)
    this.#today = []
    this.#made = []
    this.spent.fill(0)
    this.attempts.clear()
    for (const each of left) this.#count(each)
    const { state } = this.#live
    const contacts = [...this.grounds.before, ...left].filter(({ customer }) => customer === gone.customer)
    this.#again(state, this.#live, gone.customer, contacts)
    this.#relist(gone)
  }

  /** The day as it is when others are there, or look after others: nobody is decided again. */
  staffed(staffing: Pick<Grounds, 'absences' | 'handovers'>): Today {
    return new Today({ ...this.grounds, ...staffing, today: this.#today }, this.#live)
  }

  /** Customers and actions of every branch, by its place in the snapshot. */
  counts(): readonly BranchCounts[] {
    this.#counts ??= countByBranch(this.grounds, this.staff, this.#live)
    return this.#counts
  }

  /** Decides a customer again as he is with these contacts only. */
  #again(state: ContactState, ranked: Ranked, customer: string, contacts: readonly Contact[]): void {
    const row = this.grounds.snapshot.customers.rowOf(customer)
    if (row === null) return
    state.recount(row, contacts)
    this.#deciding.again(ranked, state.population, row)
  }

  #count(contact: Contact): void {
    this.#today.push(contact)
    const member = this.staff.placeOf(contact.adviser)
    if (member !== null) this.spent[member] = (this.spent[member] ?? 0) + contact.minutes
    // An attempt that reached nobody leaves the customer his place, as it leaves him his minutes.
    if (contact.action !== null && tookPlace(contact.outcome)) {
      this.#made.push({ campaign: leadOfKey(contact.action, contact.customer), adviser: member ?? -1 })
    }
    const row = this.grounds.snapshot.customers.rowOf(contact.customer)
    if (row !== null && contact.outcome === 'not_reached') {
      this.attempts.set(row, (this.attempts.get(row) ?? 0) + 1)
    }
  }

  /** Makes everybody's lists. */
  #listed(
    state: ContactState,
    { decisions, ranking }: Ranked,
    spent: Int32Array = this.spent,
    made: readonly MadeContact[] = this.#made,
  ): Decided {
    this.#counts = null
    const promised = this.#promised(state, (row) => this.#mayContact(state, row))
    const lists = this.#lists.all({ decisions, ranking, state, promised, spent, made })
    return { state, decisions, ranking, lists, promised }
  }

  /** Makes the lists again that a contact may change: of the branch of its customer, and of whoever made it. */
  #relist({ customer, adviser }: Contact): void {
    const { lists, promised: before, state, ...ranked } = this.#live
    const { customers } = this.grounds.snapshot
    const row = customers.rowOf(customer)
    const branches = new Set([
      customers.branch[row ?? -1] ?? -1,
      this.staff.members[this.staff.placeOf(adviser) ?? -1]?.branch ?? -1,
    ])
    const promised = this.#promised(state, (each) =>
      each === row ? this.#mayContact(state, each) : before.has(each),
    )
    const grounds = { ...ranked, state, promised, spent: this.spent, made: this.#made }
    this.#counts = null
    this.#live = { ...ranked, state, promised, lists: this.#lists.again(lists, grounds, branches) }
  }

  /** The calls promised for today or before of those who may be called, in the order in which they are kept. */
  #promised({ callBacks }: ContactState, mayContact: (row: number) => boolean): Map<number, CallBack> {
    const due = callBacks.open().filter(({ row, on }) => on <= this.grounds.day && mayContact(row))
    return new Map(due.map((each) => [each.row, each]))
  }

  /** Whether the contact policy lets anybody call a customer, whatever else is due with him. */
  #mayContact({ population }: ContactState, row: number): boolean {
    const { explainer, arbitration } = this.playbookOf(row)
    const view = explainer.view(population, row, this.runOf(row))
    return view.value(arbitrationParts(arbitration.id).permission) === 'allowed'
  }
}

/** A member's list: its rows in order, and how many of them are listed, then cut, then over a quota, then held out. */
interface MemberRows {
  readonly rows: Int32Array
  readonly listed: number
  readonly cut: number
  readonly overQuota: number
  readonly heldOut: number
}

/** The rows on a member's list. */
export function rowsOf({ lists }: Decided, member: number): MemberRows {
  const rows = lists.customers.subarray(lists.starts[member], lists.starts[member + 1])
  const listed = lists.listed[member] ?? 0
  const overQuota = lists.overQuota[member] ?? 0
  const heldOut = lists.heldOut[member] ?? 0
  return { rows, listed, cut: rows.length - listed - overQuota - heldOut, overQuota, heldOut }
}

/** The types of announced events that some version in force answers to. */
export const eventTypesOf = ({ grounds }: Today): string[] =>
  [...new Set(grounds.rules.arms.flatMap(({ eventTypes }) => eventTypes))].toSorted()

/** The code of who must not be contacted, among those of actions. */
export const BLOCKED = ACTIONS.indexOf('blocked') + 1

/** Customers and actions by branch, by its place in the snapshot. */
export function countByBranch({ snapshot }: Grounds, { members }: Staff, decided: Decided): BranchCounts[] {
  const counts = snapshot.branches.map(() => ({ customers: 0, listed: 0, cut: 0, blocked: 0 }))
  const action = decided.decisions.columns.get(decided.ranking.arbitration)
  snapshot.customers.branch.forEach((branch, row) => {
    const count = counts[branch]
    if (!count) return
    count.customers += 1
    if (action?.[row] === BLOCKED) count.blocked += 1
  })
  members.forEach(({ branch }, member) => {
    const count = counts[branch]
    if (!count) return
    const { listed, cut } = rowsOf(decided, member)
    count.listed += listed
    count.cut += cut
  })
  return counts
}
