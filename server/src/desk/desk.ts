import { contentHash, formatDay } from '@branch-playbook/engine'
import { type Erased, eraseCustomer } from '../audit/erase.ts'
import { type Journal, SYSTEM } from '../audit/journal.ts'
import { Backtests } from '../backtest/backtests.ts'
import type { PlacedBank } from '../bank/bank.ts'
import { PutDown } from '../campaigns/put-down.ts'
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
import { calledForCampaigns, lastDecided } from '../store/runs.ts'
import { storeBeforehand } from '../store/storing-runs.ts'
import type { Cause } from '../store/tables/runs.ts'
import type { Database } from '../store/tables.ts'
import { Together } from '../together/together.ts'
import { staffingOn } from './arrange.ts'
import type { Identities } from './identities.ts'
import { madeRun, recordRun } from './made-run.ts'
import { recordsOf, runIdOf } from './record.ts'
import { rulesOfRecord, versionsIn } from './rules.ts'
import { recordInForce } from './rules-record.ts'
import { inSlices } from './slices.ts'
import type { Today } from './today.ts'
import { type OthersMade, Tried, type Work } from './tried.ts'
import { Turns } from './turns.ts'

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
  /** Whom campaigns call or hold out, as the lists of the day go. */
  readonly #putDown: PutDown
  #today: Today
  /** Changes of what the day rests on come into force one after the other; each may take its time. */
  readonly #changes = new Turns()
  /** Contacts are counted one after the other, and the day that is shown is another only between two of them. */
  readonly #contacts = new Turns()

  constructor(
    bank: PlacedBank['bank'],
    snapshot: Snapshot,
    store: Database,
    journal: Journal,
    identities: Identities,
    snapshots: string,
    today: Today,
    logFault: (fault: Error) => void,
  ) {
    this.bank = bank
    this.snapshot = snapshot
    this.store = store
    this.journal = journal
    this.identities = identities
    this.snapshots = snapshots
    this.courier = new Courier(store, journal)
    this.post = new Post(store, journal)
    this.#putDown = new PutDown(journal, logFault)
    this.#today = today
  }

  get today(): Today {
    return this.#today
  }

  /** Shows a customer whose personal data were erased by his bare number only, and on no list. */
  forget(customer: string): void {
    const row = this.snapshot.customers.rowOf(customer)
    if (row === null) return
    this.identities.forget(row, customer)
    this.#today.forget(row)
  }

  /** Erases the personal data of a customer; a day that is being made hears of it as of a contact. */
  erase(by: string, customer: string, reason: string): Promise<Erased> {
    return this.#contacts.take(async () => {
      const erased = await eraseCustomer(this.journal, by, customer, reason)
      this.forget(customer)
      await this.#putDown.follow(this.#today)
      return erased
    })
  }

  /** The day of the lists, `YYYY-MM-DD`. */
  get day(): string {
    return formatDay(this.#today.grounds.day)
  }

  /** Stores the run in force. Doing so again adds nothing. */
  runTonight(): Promise<void> {
    return this.#changes.take(async () => {
      const run = runIdOf(this.#today)
      if ((await lastDecided(this.store, this.day))?.run !== run) {
        const made = await madeRun(this.#today)
        await storeBeforehand(this.store, made)
        await this.journal.change(SYSTEM, (store, note, at) => recordRun(store, note, made.run, 'night', at))
      }
      const called = await calledForCampaigns(this.store, run)
      await this.#contacts.take(() => this.#putDown.begin(this.#today, called))
    })
  }

  /** Logs a contact once, made when it is its turn: what others logged before it counts. The lists are made again. */
  logContact(made: () => Contact): Promise<{ readonly contact: Contact; readonly added: boolean }> {
    return this.#contacts.take(async () => {
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
      if (logged.added) {
        this.#today.log(logged.contact)
        await this.#putDown.follow(this.#today)
      }
      return logged
    })
  }

  /** Takes a contact of today back, once, and makes the lists again as if it had never been. */
  withdrawContact(by: string, { id, branch, customer }: Contact): Promise<void> {
    return this.#contacts.take(async () => {
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
      await this.#putDown.follow(this.#today)
    })
  }

  /**
   * Adds to what is known of events, once it is this change's turn. When other news is in force than before,
   * everybody is decided again before that is so.
   */
  reviseEvents(
    by: string,
    revise: (known: readonly EventRevision[]) => Revised,
  ): Promise<{ readonly event: string; readonly added: boolean }> {
    return this.#changes.take(async () => {
      const known = await eventRevisions(this.store)
      const { event, added } = revise(known)
      if (added.length === 0) return { event, added: false }
      await this.#changeDay(
        by,
        'event',
        (store, note, at) => addRevisions(store, note, added, by, at),
        async (store) => {
          const { day, events: before } = this.#today.grounds
          const events = inForce(announced(await eventRevisions(store)), day)
          return contentHash(events) === contentHash(before) ? null : async () => ({ events })
        },
      )
      return { event, added: true }
    })
  }

  /**
   * Carries out a change of what is in force. When other versions decide customers today than before, everybody
   * is decided again: the change, its run and what is shown go together.
   */
  changeRules<Result>(by: string, work: Work<Result>): Promise<Result> {
    return this.#changes.take(() =>
      this.#changeDay(by, 'activation', work, async (store) => {
        const { rules: before, day } = this.#today.grounds
        const branches = this.snapshot.branches.map(({ id }) => id)
        const record = await recordInForce(store, branches, day)
        if (contentHash(record) === contentHash(before.record)) return null
        const { snapshot, bank } = this
        return async () => ({
          rules: await rulesOfRecord(record, versionsIn(this.store), snapshot, bank.currency),
        })
      }),
    )
  }

  /**
   * Carries out a change of who is away, or who has left. When that changes who looks after whom today, everybody's
   * list is made again: the change, its run and what is shown go together.
   */
  changeStaff<Result>(by: string, cause: 'leave' | 'handover', work: Work<Result>): Promise<Result> {
    return this.#changes.take(() =>
      this.#changeDay(by, cause, work, async (store) => {
        const { day, absences, handovers } = this.#today.grounds
        const staffing = await staffingOn(store, day)
        // Who goes to whom is in the record of a hand-over by its hash.
        const recorded = (each: typeof staffing) =>
          contentHash({ absences: each.absences, handovers: recordsOf(each.handovers) })
        return recorded(staffing) === recorded({ absences, handovers }) ? null : async () => staffing
      }),
    )
  }

  /**
   * Carries out a change with the run that comes of it (null: the day stays). When one comes of it, the change is given
   * up at first: the day on its new grounds and its run are made and stored while others are served and contacts are
   * logged, and only then it is carried out again, with the run coming into force. Nothing else changes the grounds of
   * the day, as such changes have their turn.
   */
  async #changeDay<Result>(
    by: string,
    cause: Cause,
    work: Work<Result>,
    outcome: (store: Database) => Promise<OthersMade | null>,
  ): Promise<Result> {
    const first = await this.journal
      .change(by, async (store, note, at) => {
        const result = await work(store, note, at)
        const others = await outcome(store)
        if (others) throw new Tried(others)
        return { result }
      })
      .catch((fault: unknown) => {
        if (fault instanceof Tried) return fault
        throw fault
      })
    if (!(first instanceof Tried)) return first.result
    const next = await inSlices(this.#today.onOtherGrounds(await first.others()))
    const made = await madeRun(next)
    await storeBeforehand(this.store, made)
    await inSlices(next.catchUpWith(this.#today))
    return this.#contacts.take(async () => {
      await inSlices(next.catchUpWith(this.#today))
      const result = await this.journal.change(by, async (store, note, at) => {
        const result = await work(store, note, at)
        await recordRun(store, note, made.run, cause, at)
        return result
      })
      this.#today = next
      await this.#putDown.begin(
        next,
        made.exposures.map(({ customer }) => customer),
      )
      return result
    })
  }

  /** Lets what is under way finish, and closes store and snapshot. */
  async close(): Promise<void> {
    this.together.close()
    await this.courier.stop()
    await this.post.stop()
    await this.#changes.settled()
    await this.#contacts.settled()
    await this.past.close()
    this.backtests.close()
    await this.store.destroy()
    this.snapshot.close()
  }
}
