import { contentHash, formatDay } from '@branch-playbook/engine'
import { type Journal, type Note, SYSTEM } from '../audit/journal.ts'
import { Backtests } from '../backtest/backtests.ts'
import type { PlacedBank } from '../bank/bank.ts'
import { requireUnerased } from '../customer/unerased.ts'
import { Post } from '../digest/post.ts'
import { addRevisions } from '../events/add-revisions.ts'
import { inForce } from '../events/in-force.ts'
import type { Revised } from '../events/revise.ts'
import { Courier } from '../orders/courier.ts'
import { Past } from '../replay/past.ts'
import type { Snapshot } from '../snapshot/open.ts'
import { announced, type EventRevision, eventRevisions } from '../store/events.ts'
import { addContact, type Contact, isWithdrawn, withdrawContact } from '../store/ledger.ts'
import { runOfDay } from '../store/runs.ts'
import type { Cause } from '../store/tables/runs.ts'
import type { Database } from '../store/tables.ts'
import { Together } from '../together/together.ts'
import { arrange, staffingOn } from './arrange.ts'
import type { Identities } from './identities.ts'
import { madeRun, recordRun } from './made-run.ts'
import { recordsOf, runIdOf } from './record.ts'
import { rulesOfRecord, versionsIn } from './rules.ts'
import { recordInForce } from './rules-record.ts'
import type { Today } from './today.ts'

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
  /** Names and telephone numbers, in the order of the snapshot's customers. */
  readonly identities: Identities
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
    identities: Identities,
    snapshots: string,
    today: Today,
  ) {
    this.bank = bank
    this.snapshot = snapshot
    this.store = store
    this.journal = journal
    this.identities = identities
    this.snapshots = snapshots
    this.courier = new Courier(store, journal)
    this.post = new Post(store, journal)
    this.#today = today
  }

  get today(): Today {
    return this.#today
  }

  /** Shows a customer whose personal data were erased by his bare number only. */
  forget(customer: string): void {
    const row = this.snapshot.customers.rowOf(customer)
    if (row !== null) this.identities.forget(row, customer)
  }

  /** The day of the lists, `YYYY-MM-DD`. */
  get day(): string {
    return formatDay(this.#today.grounds.day)
  }

  /** Stores the run in force. Doing so again adds nothing. */
  runTonight(): Promise<void> {
    return this.#inTurn(() =>
      this.#changeDay(
        SYSTEM,
        'night',
        async () => undefined,
        async (store) =>
          (await runOfDay(store, this.day))?.id === runIdOf(this.#today) ? null : this.#today,
      ),
    )
  }

  /** Logs a contact once, made when it is its turn: what others logged before it counts. The lists are made again. */
  logContact(made: () => Contact): Promise<{ readonly contact: Contact; readonly added: boolean }> {
    return this.#inTurn(async () => {
      const contact = made()
      const logged = await this.journal.change(contact.by, async (store, note) => {
        await requireUnerased(store, contact.customer)
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
              ...(contact.call_back_time !== null && { call_back_time: contact.call_back_time }),
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
      await this.#changeDay(
        by,
        'event',
        (store, note, at) => addRevisions(store, note, added, by, at),
        async (store) => {
          const { rules, day, events: before } = this.#today.grounds
          const events = announced(await eventRevisions(store))
          return contentHash(inForce(events, day)) === contentHash(before)
            ? null
            : arrange(this.snapshot, store, rules, day, events)
        },
      )
      return { event, added: true }
    })
  }

  /**
   * Carries out a change of what is in force. When other versions decide customers today than before, everybody
   * is decided again: the change, its run and what is shown go together.
   */
  changeRules<Result>(
    by: string,
    work: (store: Database, note: Note, at: string) => Promise<Result>,
  ): Promise<Result> {
    return this.#inTurn(() =>
      this.#changeDay(by, 'activation', work, async (store) => {
        const { rules: before, day } = this.#today.grounds
        const branches = this.snapshot.branches.map(({ id }) => id)
        const record = await recordInForce(store, branches, day)
        if (contentHash(record) === contentHash(before.record)) return null
        const rules = await rulesOfRecord(record, versionsIn(store), this.snapshot, this.bank.currency)
        const events = announced(await eventRevisions(store))
        return arrange(this.snapshot, store, rules, day, events)
      }),
    )
  }

  /**
   * Carries out a change of who is away, or who has left. When that changes who looks after whom today, everybody's
   * list is made again: the change, its run and what is shown go together.
   */
  changeStaff<Result>(
    by: string,
    cause: 'leave' | 'handover',
    work: (store: Database, note: Note, at: string) => Promise<Result>,
  ): Promise<Result> {
    return this.#inTurn(() =>
      this.#changeDay(by, cause, work, async (store) => {
        const { day, absences, handovers } = this.#today.grounds
        const staffing = await staffingOn(store, day)
        // Who goes to whom is in the record of a hand-over by its hash.
        const recorded = (each: typeof staffing) =>
          contentHash({ absences: each.absences, handovers: recordsOf(each.handovers) })
        return recorded(staffing) === recorded({ absences, handovers }) ? null : this.#today.staffed(staffing)
      }),
    )
  }

  /**
   * Carries out a change, and stores with it the run of the day that comes of it (null: the day stays). When one comes
   * of it, the change is given up at first, so that the run is made while others are served, and carried out again
   * with it. Nothing else changes the day, as these changes have their turn.
   */
  async #changeDay<Result>(
    by: string,
    cause: Cause,
    work: (store: Database, note: Note, at: string) => Promise<Result>,
    outcome: (store: Database) => Promise<Today | null>,
  ): Promise<Result> {
    const first = await this.journal
      .change(by, async (store, note, at) => {
        const result = await work(store, note, at)
        const today = await outcome(store)
        if (today) throw new Tried(today)
        return { result }
      })
      .catch((fault: unknown) => {
        if (fault instanceof Tried) return fault
        throw fault
      })
    if (!(first instanceof Tried)) return first.result
    const made = await madeRun(first.today)
    const result = await this.journal.change(by, async (store, note, at) => {
      const result = await work(store, note, at)
      await recordRun(store, note, made, cause, at)
      return result
    })
    this.#today = first.today
    return result
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
}

/** A change that was given up, and the day that comes of it. */
class Tried extends Error {
  override readonly name = 'Tried'
  readonly today: Today

  constructor(today: Today) {
    super('Only tried')
    this.today = today
  }
}
