import { leadOfKey, type MadeContact } from '@branch-playbook/engine'
import type { Snapshot } from '../snapshot/open.ts'
import type { Contact } from '../store/ledger.ts'
import { tookPlace } from './outcomes.ts'
import type { Staff } from './staff.ts'

/** The contacts of a day, and what they take of it. */
export class DayContacts {
  readonly #staff: Staff
  readonly #customers: Pick<Snapshot['customers'], 'rowOf'>
  /** Minutes that each member of the staff has spent. */
  readonly spent: Int32Array
  /** Attempts that reached nobody, by customer row. */
  readonly attempts = new Map<number, number>()
  /** Contacts for the sake of a campaign: they take places of its quota. */
  readonly made: MadeContact[] = []
  /** The oldest first. */
  readonly all: Contact[] = []

  constructor(staff: Staff, customers: Pick<Snapshot['customers'], 'rowOf'>, contacts: readonly Contact[]) {
    this.#staff = staff
    this.#customers = customers
    this.spent = new Int32Array(staff.members.length)
    for (const contact of contacts) this.add(contact)
  }

  add(contact: Contact): void {
    this.all.push(contact)
    const member = this.#staff.placeOf(contact.adviser)
    if (member !== null) this.spent[member] = (this.spent[member] ?? 0) + contact.minutes
    // An attempt that reached nobody leaves the customer his place, as it leaves him his minutes.
    if (contact.action !== null && tookPlace(contact.outcome)) {
      this.made.push({ campaign: leadOfKey(contact.action, contact.customer), adviser: member ?? -1 })
    }
    const row = this.#customers.rowOf(contact.customer)
    if (row !== null && contact.outcome === 'not_reached') {
      this.attempts.set(row, (this.attempts.get(row) ?? 0) + 1)
    }
  }

  /** Them but for one, as if it had never been. */
  without(contact: string): DayContacts {
    return new DayContacts(
      this.#staff,
      this.#customers,
      this.all.filter(({ id }) => id !== contact),
    )
  }
}
