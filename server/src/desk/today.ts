import {
  arbitrationParts,
  atOnce,
  type DailyLists,
  type HeldOut,
  holdoutsOf,
  type Run,
  type Steps,
} from '@branch-playbook/engine'
import type { Contact } from '../store/ledger.ts'
import type { CallBack } from './call-backs.ts'
import { ContactState, contactsHash } from './contact-state.ts'
import { type BranchCounts, Customers, isBlocked } from './counts.ts'
import { DayContacts } from './day-contacts.ts'
import { copied, Deciding } from './deciding.ts'
import type { Grounds, OtherGrounds } from './grounds.ts'
import { type ListGrounds, Lists } from './lists.ts'
import type { Ranked } from './merged.ts'
import type { PreparedPlaybook } from './prepared-playbook.ts'
import { leadingInBranches, leadingOf } from './rules.ts'
import { type Staff, staffOf } from './staff.ts'

/** The customers of a day, decided, with everybody's list. */
export interface Decided extends Ranked {
  readonly state: ContactState
  readonly lists: DailyLists
  /** The calls promised for today or before that may be made, by customer row. */
  readonly promised: ReadonlyMap<number, CallBack>
}

/** What another day has made already that a day begins with. */
interface Begun {
  readonly staff?: Staff
  readonly contactsHash: string
  readonly live: Decided
}

/** A bank's day, held in memory: the run in force, and the lists as they stand after each contact. */
export class Today {
  #grounds: Grounds
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
  #contacts: DayContacts
  #live: Decided
  #customers: Customers | null = null

  constructor(grounds: Grounds, begun?: Begun) {
    const { snapshot, rules, day, events, absences, handovers, before, today } = grounds
    this.#grounds = grounds
    this.leading = leadingOf(rules)
    this.leadingIn = leadingInBranches(snapshot, rules, this.leading)
    const deskMinutes = this.leadingIn.map(({ arbitration }) => arbitration.minutesPerDay)
    this.staff = begun?.staff ?? staffOf(snapshot, deskMinutes, absences, handovers)
    const runs = rules.arms.map(({ workingDays }) => ({ asOf: day, workingDays, events }))
    this.#deciding = new Deciding(rules, runs, this.leadingIn)
    this.#heldOut = rules.arms.map(({ plan }) => holdoutsOf(plan, snapshot.customers.placeIn))
    const isAnybodyHeldOut = this.#heldOut.some((each) => each !== null)
    this.#lists = new Lists(
      grounds,
      this.staff,
      isAnybodyHeldOut ? (row, campaign) => this.holdsOut(row, campaign) : null,
    )
    this.contactsHash = begun?.contactsHash ?? contactsHash(before)
    this.#contacts = new DayContacts(this.staff, snapshot.customers, today)
    this.#live = begun?.live ?? atOnce(this.#decided(new ContactState(snapshot, day, [...before, ...today])))
  }

  get grounds(): Grounds {
    return this.#grounds
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
    return this.#contacts.all
  }

  /** Minutes that each member of the staff has spent on contacts today. */
  get spent(): Int32Array {
    return this.#contacts.spent
  }

  /** Attempts today that reached nobody, by customer row. */
  get attempts(): ReadonlyMap<number, number> {
    return this.#contacts.attempts
  }

  /** The lists of the run itself: everybody's whole day, without what was done in the meantime. */
  morning(): Decided {
    return atOnce(this.makeMorning())
  }

  /** As `morning`, in steps: the day must not change meanwhile. */
  *makeMorning(): Steps<Decided> {
    if (this.contacts.length + this.grounds.erased.size === 0) return this.#live
    const { snapshot, day, before } = this.grounds
    const state = new ContactState(snapshot, day, [], this.#live.state)
    const ranked = copied(this.#live)
    const talkedTo = new Set(this.contacts.map(({ customer }) => customer))
    const contacts = Map.groupBy(
      before.filter(({ customer }) => talkedTo.has(customer)),
      ({ customer }) => customer,
    )
    for (const customer of talkedTo) {
      yield
      this.#again(state, ranked, customer, contacts.get(customer) ?? [])
    }
    const spent = new Int32Array(this.spent.length)
    return yield* this.#listed(state, ranked, { spent, made: [], erased: new Set() })
  }

  /** Does without the customer of a row from now on, as his personal data were erased. */
  forget(row: number): void {
    const { erased } = this.grounds
    if (erased.has(row)) return
    this.#grounds = { ...this.grounds, erased: new Set([...erased, row]) }
    this.#customers?.without(row, this.#live)
    this.#relist(row, null)
  }

  /** Counts a contact in: its customer is decided again and nobody else, and lists change where they may. */
  log(contact: Contact): void {
    this.#contacts.add(contact)
    const { state } = this.#live
    state.add(contact)
    const row = this.grounds.snapshot.customers.rowOf(contact.customer)
    if (row !== null) this.#decideAgain(this.#live, state, row)
    this.#relist(row, contact.adviser)
  }

  /** Lets a contact of today never have been, as `log` lets it be. */
  withdraw(contact: string): void {
    const gone = this.contacts.find(({ id }) => id === contact)
    if (!gone) return
    this.#contacts = this.#contacts.without(contact)
    const { state } = this.#live
    const contacts = [...this.grounds.before, ...this.contacts].filter(
      ({ customer }) => customer === gone.customer,
    )
    this.#again(state, this.#live, gone.customer, contacts)
    this.#relist(this.grounds.snapshot.customers.rowOf(gone.customer), gone.adviser)
  }

  /**
   * The day on other grounds, made in steps while this one goes on; nobody is decided again when others are there, or
   * look after others. Contacts that come meanwhile it has once it has caught up with this one.
   */
  *onOtherGrounds(others: OtherGrounds): Steps<Today> {
    const { snapshot, day } = this.grounds
    const { rules, events, absences, handovers } = others
    const isStaffed = [rules, absences, handovers].every((each) => each === undefined)
    const isDecided = [rules, events].every((each) => each === undefined)
    // At one moment, so that contacts, state and decisions know of the same.
    const grounds = { ...this.grounds, ...others, today: [...this.contacts] }
    const state = new ContactState(snapshot, day, [], this.#live.state)
    const ranked = isDecided ? copied(this.#live) : this.#live
    const live = { ...this.#live, ...ranked, state }
    yield
    const { contactsHash, staff } = this
    const next = new Today(grounds, { contactsHash, live, ...(isStaffed && { staff }) })
    yield
    next.#live = isDecided ? yield* next.#listed(state, ranked) : yield* next.#decided(state)
    return next
  }

  /** Takes notice of what was logged, taken back and erased on the day in whose place this one comes, in steps. */
  *catchUpWith({ contacts, grounds }: Today): Steps<void> {
    for (const row of grounds.erased) this.forget(row)
    const standing = new Set(contacts.map(({ id }) => id))
    const known = new Set(this.contacts.map(({ id }) => id))
    for (const id of known) {
      if (standing.has(id)) continue
      this.withdraw(id)
      yield
    }
    for (const contact of contacts) {
      if (known.has(contact.id)) continue
      this.log(contact)
      yield
    }
  }

  /** Customers and actions of every branch, by its place in the snapshot. */
  counts(): readonly BranchCounts[] {
    this.#customers ??= new Customers(this.grounds.snapshot, this.#live, this.grounds.erased)
    return this.#customers.counts(this.staff, this.#live)
  }

  /** Decides a customer again as he is with these contacts only. */
  #again(state: ContactState, ranked: Ranked, customer: string, contacts: readonly Contact[]): void {
    const row = this.grounds.snapshot.customers.rowOf(customer)
    if (row === null) return
    state.recount(row, contacts)
    this.#decideAgain(ranked, state, row)
  }

  #decideAgain(ranked: Ranked, { population }: ContactState, row: number): void {
    const before = isBlocked(ranked, row)
    this.#deciding.again(ranked, population, row)
    if (ranked === this.#live && !this.grounds.erased.has(row))
      this.#customers?.changed(row, before, isBlocked(ranked, row))
  }

  /** Decides everybody, and makes the lists. */
  *#decided(state: ContactState): Steps<Decided> {
    return yield* this.#listed(state, yield* this.#deciding.all(state.population))
  }

  /** Makes everybody's lists. */
  *#listed(
    state: ContactState,
    { decisions, ranking }: Ranked,
    { spent, made, erased }: Pick<ListGrounds, 'spent' | 'made' | 'erased'> = this.#inTheDay,
  ): Steps<Decided> {
    const promised = this.#promised(state, (row) => !erased.has(row) && this.#mayContact(state, row))
    const grounds = { decisions, ranking, state, promised, spent, made, erased }
    return { state, decisions, ranking, promised, lists: yield* this.#lists.all(grounds) }
  }

  /** Makes the lists again that change with the customer of a row: of his branch, and of whoever had a contact with him. */
  #relist(row: number | null, adviser: string | null): void {
    const { lists, promised: before, state, ...ranked } = this.#live
    const { customers } = this.grounds.snapshot
    const member = adviser === null ? null : this.staff.placeOf(adviser)
    const branches = new Set([
      customers.branch[row ?? -1] ?? -1,
      this.staff.members[member ?? -1]?.branch ?? -1,
    ])
    const { erased } = this.grounds
    const promised = this.#promised(state, (each) =>
      each === row ? !erased.has(each) && this.#mayContact(state, each) : before.has(each),
    )
    const grounds = { ...ranked, state, promised, ...this.#inTheDay }
    this.#live = { ...ranked, state, promised, lists: this.#lists.again(lists, grounds, branches) }
  }

  /** What lists are made by as the day stands. */
  get #inTheDay(): Pick<ListGrounds, 'spent' | 'made' | 'erased'> {
    return { spent: this.spent, made: this.#contacts.made, erased: this.grounds.erased }
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
export function rowsOf({ lists }: Pick<Decided, 'lists'>, member: number) {
  const rows = lists.customers.subarray(lists.starts[member], lists.starts[member + 1])
  const listed = lists.listed[member] ?? 0
  const overQuota = lists.overQuota[member] ?? 0
  const heldOut = lists.heldOut[member] ?? 0
  return { rows, listed, cut: rows.length - listed - overQuota - heldOut, overQuota, heldOut }
}
