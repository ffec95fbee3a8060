import { type Journal, SYSTEM } from '../audit/journal.ts'
import { type Pace as EveryPace, Resting, Rounds, toError } from '../outbox/rounds.ts'
import {
  addStep,
  beginSending,
  changeOrder,
  noteDelivered,
  noteFault,
  type OrderPlace,
  type OutboxRow,
  orderById,
  ordersAwaited,
  waitingMessages,
} from '../store/orders.ts'
import type { Database } from '../store/tables.ts'
import { type CoreConnector, NotHandedOver } from './connector.ts'
import type { CoreReport } from './order.ts'
import { applyReport, takeReport } from './report.ts'

interface Pace extends EveryPace {
  /** So many messages are looked at in one round, and so many orders asked for. */
  readonly most: number
}

const PACE: Pace = { first: 1_000, longest: 5 * 60_000, most: 500 }
/** So many messages are under way at once. */
const AT_ONCE = 8

/**
 * Carries what is in the outbox to the core system, for as long as the server runs, and brings back what the core
 * says. It is at least once: what was sent and not known to have arrived when the server died is sent again, under
 * the same id. How long to wait is kept in memory only, so that a server that starts tries everything at once.
 */
export class Courier {
  readonly #store: Database
  readonly #journal: Journal
  #connector: CoreConnector | null = null
  #logFault: (fault: Error) => void = () => {}
  #pace = PACE
  readonly #rounds = new Rounds()
  #resting = new Resting(PACE)
  #collectAt = 0
  /** The last order that was asked for, when there are others after it. */
  #collected: OrderPlace | null = null

  constructor(store: Database, journal: Journal) {
    this.#store = store
    this.#journal = journal
  }

  /** The way to the core; null where none is connected, and orders wait. */
  get connector(): CoreConnector | null {
    return this.#connector
  }

  /** Connects the core system, and begins to work. */
  connect(connector: CoreConnector, logFault: (fault: Error) => void, pace: Pace = PACE): void {
    if (this.#connector) throw new Error('A core system is connected already')
    this.#connector = connector
    this.#logFault = logFault
    this.#pace = pace
    this.#resting = new Resting(pace)
    this.#rounds.begin(() => this.#round(connector), pace, logFault)
  }

  /** There is something new in the outbox. */
  nudge(): void {
    this.#rounds.nudge()
  }

  /** Stops at once: what is under way is sent again by the next server. */
  stop(): Promise<void> {
    return this.#rounds.stop()
  }

  /** @returns how long to rest unless something new comes. */
  async #round(connector: CoreConnector): Promise<number> {
    const waiting = await waitingMessages(this.#store, this.#pace.most)
    const due = waiting.filter(({ number }) => this.#resting.isOver(number))
    if (!(await this.#rounds.carry(due, AT_ONCE, (row) => this.#hand(connector, row)))) return 0
    await this.#collect(connector)
    // What was behind something that is delivered now may follow at once.
    if (due.some(({ number }) => !this.#resting.has(number))) return 0
    const { collectEvery } = connector
    return this.#resting.pause(
      waiting.map(({ number }) => number),
      collectEvery === null ? [] : [this.#collectAt],
    )
  }

  async #hand(connector: CoreConnector, { number, message, order_id, kind, body }: OutboxRow): Promise<void> {
    const { signal } = this.#rounds
    const isThere = await this.#journal.change(SYSTEM, (store) => beginSending(store, number))
    if (!isThere || signal.aborted) return
    try {
      const report = await connector.hand({ id: message, kind, body }, signal)
      await this.#journal.change(SYSTEM, async (store, note, at) => {
        if (!(await noteDelivered(store, number, at))) return
        const order = await orderById(store, order_id)
        if (kind === 'order' && order?.state === 'placed') {
          await changeOrder(store, order_id, { state: 'handed_over' })
          await addStep(store, order_id, { step: 'handed_over', by: SYSTEM, at })
          note({
            action: 'order.handed_over',
            subject: `orders/${order_id}`,
            personal: [{ customer: order.customer }],
          })
        }
        if (report) await applyReport(store, note, at, report)
      })
      this.#resting.forget(number)
    } catch (fault) {
      if (signal.aborted) return
      this.#resting.rest(number)
      if (!(fault instanceof NotHandedOver)) this.#logFault(toError(fault))
      await this.#journal.change(SYSTEM, (store) => noteFault(store, number, toError(fault).message))
    }
  }

  async #collect(connector: CoreConnector): Promise<void> {
    const { collectEvery } = connector
    const { signal } = this.#rounds
    if (collectEvery === null || performance.now() < this.#collectAt || signal.aborted) return
    this.#collectAt = performance.now() + collectEvery
    const { most } = this.#pace
    // One more than is asked for tells whether any are left for the next time.
    const found = await ordersAwaited(this.#store, most + 1, this.#collected)
    const awaited = found.slice(0, most)
    this.#collected = found.length > most ? (awaited.at(-1) ?? null) : null
    const take = (report: CoreReport) => takeReport(this.#journal, report)
    await connector.collect(
      awaited.map(({ id }) => id),
      take,
      signal,
    )
  }
}
