import { createHash } from 'node:crypto'
import { type Column, type Day, MISSING_INTEGER, type Population, parseDay } from '@branch-playbook/engine'
import type { Snapshot } from '../snapshot/open.ts'
import type { Contact } from '../store/ledger.ts'
import { CallBacks } from './call-backs.ts'
import { tookPlace } from './outcomes.ts'

/** The facts that a logged contact changes. */
export const CONTACT_FACTS: readonly string[] = ['last_contact', 'touches_30d', 'last_refusal']

const WINDOW_DAYS = 30

/** A snapshot's population with the contacts of the ledger on top of those that the snapshot knew. */
export class ContactState {
  readonly population: Population
  /** What customers were promised. */
  readonly callBacks: CallBacks
  readonly #snapshot: Snapshot
  readonly #day: Day
  readonly #lastContact: Int32Array
  readonly #touches: Int32Array
  readonly #lastRefusal: Int32Array

  /** `from` is a state to begin with, which stays as it is; that of the snapshot unless given. */
  constructor(snapshot: Snapshot, day: Day, contacts: readonly Contact[], from?: ContactState) {
    this.#snapshot = snapshot
    this.#day = day
    const facts = from?.population.columns ?? snapshot.facts
    this.#lastContact = columnOf(facts, 'last_contact').slice()
    this.#touches = columnOf(facts, 'touches_30d').slice()
    this.#lastRefusal = columnOf(facts, 'last_refusal').slice()
    this.population = {
      count: snapshot.customers.count,
      columns: new Map<string, Column>([
        ...snapshot.facts,
        ['last_contact', this.#lastContact],
        ['touches_30d', this.#touches],
        ['last_refusal', this.#lastRefusal],
      ]),
    }
    this.callBacks = from?.callBacks.copy(this.#lastContact) ?? new CallBacks(this.#lastContact)
    for (const contact of contacts) this.add(contact)
  }

  /**
   * Counts a contact in. A contact that the bank's feed hands back counts twice as a touch: too few touches
   * are the safe error.
   */
  add(contact: Contact): void {
    const { customer, day: text, outcome } = contact
    const row = this.#snapshot.customers.rowOf(customer)
    const day = parseDay(text)
    if (row === null || day === null) return
    if (day > this.#day - WINDOW_DAYS) this.#touches[row] = (this.#touches[row] ?? 0) + 1
    if (tookPlace(outcome)) raise(this.#lastContact, row, day)
    if (outcome === 'refused') raise(this.#lastRefusal, row, day)
    this.callBacks.add(row, day, contact)
  }

  /** Lets the customer of a row have had these contacts only, in their order, beside those that the snapshot knew. */
  recount(row: number, contacts: readonly Contact[]): void {
    const { facts } = this.#snapshot
    this.#lastContact[row] = columnOf(facts, 'last_contact')[row] ?? MISSING_INTEGER
    this.#touches[row] = columnOf(facts, 'touches_30d')[row] ?? 0
    this.#lastRefusal[row] = columnOf(facts, 'last_refusal')[row] ?? MISSING_INTEGER
    this.callBacks.forget(row)
    for (const contact of contacts) this.add(contact)
  }
}

/** The identity of the contacts that a run knows of. */
export function contactsHash(contacts: readonly Contact[]): string {
  const hash = createHash('sha256')
  // Contacts without a promise, and promises without a time, are told as they were before there were any.
  const lines = contacts.map(({ id, customer, day, outcome, call_back_on: on, ...promised }) =>
    JSON.stringify([
      ...[id, customer, day, outcome],
      ...(on === null ? [] : [on, promised.call_back_minutes]),
      ...(promised.call_back_time === null ? [] : [promised.call_back_time]),
    ]),
  )
  for (const line of lines.toSorted()) hash.update(line)
  return hash.digest('hex')
}

function columnOf(facts: ReadonlyMap<string, Column>, name: string): Int32Array {
  const column = facts.get(name)
  if (!(column instanceof Int32Array)) throw new Error(`The snapshot has no whole numbers in "${name}"`)
  return column
}

/** Missing is the least whole number, so any day is later. */
function raise(column: Int32Array, row: number, day: Day): void {
  column[row] = Math.max(column[row] ?? MISSING_INTEGER, day)
}
