import { dirname } from 'node:path'
import { type BankEvent, contentHash, type Day, formatDay } from '@branch-playbook/engine'
import { type Journal, type Note, SYSTEM } from '../audit/journal.ts'
import { Backtests } from '../backtest/backtests.ts'
import type { PlacedBank } from '../bank/bank.ts'
import { exposuresIn } from '../campaigns/exposures.ts'
import { Post } from '../digest/post.ts'
import { addRevisions } from '../events/add-revisions.ts'
import { inForce } from '../events/in-force.ts'
import type { Revised } from '../events/revise.ts'
import { takeInEvents } from '../events/take-in.ts'
import { Refusal } from '../files/refusal.ts'
import { Courier } from '../orders/courier.ts'
import { Past } from '../replay/past.ts'
import { openSnapshot, type Snapshot } from '../snapshot/open.ts'
import { erasedCustomers } from '../store/erasures.ts'
import { announced, type EventRevision, eventRevisions } from '../store/events.ts'
import { standingLeaves } from '../store/leaves.ts'
import {
  addContact,
  type Contact,
  contactsBefore,
  contactsBetween,
  isWithdrawn,
  withdrawContact,
} from '../store/ledger.ts'
import { storeRun } from '../store/runs.ts'
import type { Cause, Database } from '../store/tables.ts'
import { Together } from '../together/together.ts'
import { absencesOn } from './absence.ts'
import { handoversOn, standingWithCustomers } from './handover.ts'
import { type Identity, readIdentities } from './identities.ts'
import { actionRecords, recordOf, runIdOf } from './record.ts'
import { type Rules, rulesInForce, rulesOfRecord, versionsIn } from './rules.ts'
import { recordInForce } from './rules-record.ts'
import { type Grounds, Today } from './today.ts'

/**
 * The bank at work today: its snapshot, the store, and the day in memory. What changes the rules or the news
 * (an event, an activation) is stored together with its run before it comes into force; a contact is stored
 * before the lists take notice of it. So a crash never loses what was acknowledged, nor shows what was not.
 */
export class Desk {
  readonly bank: PlacedBank['bank']
  readonly snapshot: Snapshot
  readonly store: Database
  readonly journal: Journal
  readonly #identities: Identity[]
  /** Where the bank's snapshots are, each under its hash. */
  readonly snapshots: string
  /** Decides past days again. */
  readonly past = new Past()
  /** Who works on which playbook at this moment. */
  readonly together = new Together()
  /** Holds versions against past days. */
  readonly backtests = new Backtests()
  /** Tells the core system of orders, and brings back what it says. */
  readonly courier: Courier
  /** Sends mail to those who work in the bank. */
  readonly post: Post
  #today: Today
  /** Changes come into force one after the other. */
  #turn: Promise<unknown> = Promise.resolve()

  constructor(
    bank: PlacedBank['bank'],
    snapshot: Snapshot,
    store: Database,
    journal: Journal,
    identities: readonly Identity[],
    snapshots: string,
    today: Today,
  ) {
    this.bank = bank
    this.snapshot = snapshot
    this.store = store
    this.journal = journal
    this.#identities = [...identities]
    this.snapshots = snapshots
    this.courier = new Courier(store, journal)
    this.post = new Post(store, journal)
    this.#today = today
  }

  get today(): Today {
    return this.#today
  }

  /** Names and telephone numbers, in the order of the snapshot's customers. */
  get identities(): readonly Identity[] {
    return this.#identities
  }

  /** Shows a customer whose personal data were erased by his bare number only. */
  forget(customer: string): void {
    const row = this.snapshot.customers.rowOf(customer)
    if (row !== null) this.#identities[row] = { name: customer, phone: null }
  }

  /** The day of the lists, `YYYY-MM-DD`. */
  get day(): string {
    return formatDay(this.#today.grounds.day)
  }

  /** Stores the run in force. Doing so again adds nothing. */
  runTonight(): Promise<void> {
    return this.#inTurn(() =>
      this.journal.change(SYSTEM, (store, note, at) => this.#record(store, note, at, this.#today, 'night')),
    )
  }

  /** Logs a contact once, and makes the lists again. */
  logContact(contact: Contact): Promise<{ readonly contact: Contact; readonly added: boolean }> {
    return this.#inTurn(async () => {
      const logged = await this.journal.change(contact.by, async (store, note) => {
        const stored = await addContact(store, contact)
        if (stored.added) {
          note({
            action: 'contact.logged',
            subject: `contacts/${contact.id}`,
            details: {
              branch: contact.branch,
              channel: contact.channel,
              outcome: contact.outcome,
              day: contact.day,
              ...(contact.call_back_on !== null && { call_back_on: contact.call_back_on }),
            },
            personal: [{ customer: contact.customer }],
          })
        }
        return stored
      })
      if (logged.added) this.#today.log(logged.contact)
      return logged
    })
  }

  /** Takes a contact of today back, once, and makes the lists again as if it had never been. */
  withdrawContact(by: string, { id, branch, customer }: Contact): Promise<void> {
    return this.#inTurn(async () => {
      if (await isWithdrawn(this.store, id)) return
      await this.journal.change(by, async (store, note, at) => {
        await withdrawContact(store, { contact: id, by, at })
        note({
          action: 'contact.withdrawn',
          subject: `contacts/${id}`,
          details: { branch },
          personal: [{ customer }],
        })
      })
      this.#today.withdraw(id)
    })
  }

  /**
   * Adds to what is known of events, once it is this change's turn. When other news is in force than before,
   * everybody is decided again in the same transaction.
   */
  reviseEvents(
    by: string,
    revise: (known: readonly EventRevision[]) => Revised,
  ): Promise<{ readonly event: string; readonly added: boolean }> {
    return this.#inTurn(async () => {
      const known = await eventRevisions(this.store)
      const { event, added } = revise(known)
      if (added.length === 0) return { event, added: false }
      const today = await this.journal.change(by, async (store, note, at) => {
        await addRevisions(store, note, added, by, at)
        const { rules, day, events: before } = this.#today.grounds
        const events = announced(await eventRevisions(store))
        if (contentHash(inForce(events, day)) === contentHash(before)) return null
        const today = await arrange(this.snapshot, store, rules, day, events)
        await this.#record(store, note, at, today, 'event')
        return today
      })
      if (today) this.#today = today
      return { event, added: true }
    })
  }

  /**
   * Carries out a change of what is in force. When other versions decide customers today than before, everybody
   * is decided again in the same transaction: the change, its run and what is shown go together.
   */
  changeRules<Result>(
    by: string,
    work: (store: Database, note: Note, at: string) => Promise<Result>,
  ): Promise<Result> {
    return this.#inTurn(async () => {
      const { result, today } = await this.journal.change(by, async (store, note, at) => {
        const result = await work(store, note, at)
        const { rules: before, day } = this.#today.grounds
        const branches = this.snapshot.branches.map(({ id }) => id)
        const record = await recordInForce(store, branches, day)
        if (contentHash(record) === contentHash(before.record)) return { result, today: null }
        const rules = await rulesOfRecord(record, versionsIn(store), this.snapshot, this.bank.currency)
        const events = announced(await eventRevisions(store))
        const today = await arrange(this.snapshot, store, rules, day, events)
        await this.#record(store, note, at, today, 'activation')
        return { result, today }
      })
      if (today) this.#today = today
      return result
    })
  }

  /**
   * Carries out a change of who is away, or who has left. When that changes who looks after whom today, everybody's
   * list is made again in the same transaction.
   */
  changeStaff<Result>(
    by: string,
    cause: 'leave' | 'handover',
    work: (store: Database, note: Note, at: string) => Promise<Result>,
  ): Promise<Result> {
    return this.#inTurn(async () => {
      const { result, today } = await this.journal.change(by, async (store, note, at) => {
        const result = await work(store, note, at)
        const { grounds } = this.#today
        const staffing = await staffingOn(store, grounds.day)
        const { absences, handovers } = grounds
        if (contentHash(staffing) === contentHash({ absences, handovers })) return { result, today: null }
        const today = this.#today.staffed(staffing)
        await this.#record(store, note, at, today, cause)
        return { result, today }
      })
      if (today) this.#today = today
      return result
    })
  }

  /** Lets what is under way finish, and closes store and snapshot. */
  async close(): Promise<void> {
    this.together.close()
    await this.courier.stop()
    await this.post.stop()
    await this.#turn.catch(() => undefined)
    await this.past.close()
    this.backtests.close()
    await this.store.destroy()
    this.snapshot.close()
  }

  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#turn.then(work, work)
    this.#turn = result
    return result
  }

  async #record(store: Database, note: Note, at: string, today: Today, cause: Cause): Promise<void> {
    const made = () => {
      const decided = today.morning()
      const actions = actionRecords(today, decided)
      return { run: recordOf(today, decided, actions), actions, exposures: exposuresIn(today, actions) }
    }
    const wanted = { id: runIdOf(today), day: formatDay(today.grounds.day) }
    const run = await storeRun(store, wanted, made, cause, at)
    if (run === null) return
    const { id, day, engine, playbook_hash: playbook, snapshot, contact_state: contactState, outcome } = run
    note({
      action: 'run.decided',
      subject: `runs/${id}`,
      details: { day, cause, engine, playbook, snapshot, contactState, outcome },
    })
  }
}

/**
 * Opens a bank for the working day after its snapshot.
 * @throws Refusal when nothing is in force in a branch, or a version in force does not run.
 */
export async function openDesk(
  { bank, snapshotDirectory }: PlacedBank,
  store: Database,
  journal: Journal,
): Promise<Desk> {
  const snapshot = await openSnapshot(snapshotDirectory)
  try {
    await takeInEvents(store, journal, snapshot, snapshotDirectory)
    const day = await dayAfter(snapshot, store, bank.currency)
    const rules = await rulesInForce(store, snapshot, day, bank.currency)
    const events = announced(await eventRevisions(store))
    const today = await arrange(snapshot, store, rules, day, events)
    const identities = await readIdentities(snapshotDirectory)
    const desk = new Desk(bank, snapshot, store, journal, identities, dirname(snapshotDirectory), today)
    for (const customer of await erasedCustomers(store)) desk.forget(customer)
    return desk
  } catch (fault) {
    snapshot.close()
    throw fault
  }
}

/**
 * The day of the lists: the first working day after the snapshot, by the calendar of what was in force on the
 * snapshot's own day. Nothing put in force meanwhile begins before that, so the day never moves.
 */
async function dayAfter(snapshot: Snapshot, store: Database, currency: string): Promise<Day> {
  const { asOf } = snapshot.manifest
  const { arms } = await rulesInForce(store, snapshot, asOf, currency)
  const calendar = arms[0]?.workingDays
  const day = calendar?.onOrAfter(asOf + 1) ?? null
  if (day === null)
    throw new Refusal(
      `The calendar "${calendar?.id}" (${calendar?.span}) has no working day after the snapshot of ${formatDay(asOf)}`,
    )
  return day
}

async function arrange(
  snapshot: Snapshot,
  store: Database,
  rules: Rules,
  day: Day,
  events: readonly BankEvent[],
): Promise<Today> {
  const grounds: Grounds = {
    snapshot,
    rules,
    day,
    events: inForce(events, day),
    ...(await staffingOn(store, day)),
    before: await contactsBefore(store, day),
    today: await contactsBetween(store, day, day),
  }
  return new Today(grounds)
}

/** Who is away and who has left on a day. */
async function staffingOn(store: Database, day: Day): Promise<Pick<Grounds, 'absences' | 'handovers'>> {
  const date = formatDay(day)
  const absences = absencesOn(await standingLeaves(store), date)
  return { absences, handovers: handoversOn(await standingWithCustomers(store), date) }
}
