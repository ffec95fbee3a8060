import { type Day, formatDay } from '@branch-playbook/engine'
import type { CoreMessage } from '../orders/messages.ts'
import { CAME_TO_NOTHING, type Order, type OrderStep } from '../orders/order.ts'
import { exposedIn } from './campaigns.ts'
import { nextNumber } from './next-number.ts'
import type { Database, Tables } from './tables.ts'

export type OutboxRow = Tables['outbox']

export const orderById = (store: Database, id: string): Promise<Order | undefined> =>
  store.selectFrom('orders').selectAll().where('id', '=', id).executeTakeFirst()

/** The orders of one customer, the latest first. */
export const ordersOf = (store: Database, customer: string): Promise<Order[]> =>
  store
    .selectFrom('orders')
    .selectAll()
    .where('customer', '=', customer)
    .orderBy('at', 'desc')
    .orderBy('id')
    .execute()

const MOST_OF_BRANCH = 500

/** The orders of a branch from a day on and all that are still open, the latest first. */
export const ordersIn = (store: Database, branch: string, from: string): Promise<Order[]> =>
  store
    .selectFrom('orders')
    .selectAll()
    .where('branch', '=', branch)
    .where((row) => row.or([row('day', '>=', from), row('state', 'in', OPEN)]))
    .orderBy('at', 'desc')
    .orderBy('id')
    .limit(MOST_OF_BRANCH)
    .execute()

/**
 * The orders of some products from a day on, of customers whom campaigns called or held out in a branch or (null)
 * anywhere.
 */
export const ordersOfExposed = (
  store: Database,
  branch: string | null,
  products: readonly string[],
  from: Day,
) =>
  products.length === 0
    ? Promise.resolve([])
    : store
        .selectFrom('orders')
        .select(['customer', 'product', 'day', 'state'])
        .where('product', 'in', products)
        .where('day', '>=', formatDay(from))
        .where('customer', 'in', exposedIn(store, branch))
        .execute()

/** The orders placed from one day up to and including another that did not come to nothing, the earliest first. */
export const ordersBetween = (store: Database, from: Day, to: Day) =>
  store
    .selectFrom('orders')
    .select(['customer', 'day', 'adviser', 'branch'])
    .where('day', '>=', formatDay(from))
    .where('day', '<=', formatDay(to))
    .where('state', 'not in', CAME_TO_NOTHING)
    .orderBy('at')
    .orderBy('id')
    .execute()

const OPEN = ['placed', 'handed_over', 'accepted'] as const

/** Where an order stands among all, by when it was placed. */
export type OrderPlace = Pick<Order, 'at' | 'id'>

/**
 * The orders of which the core has more to say: handed over and not at their end, or to be cancelled. Those placed
 * first go first; `after` one of them, or (null) from the first on.
 */
export const ordersAwaited = (
  store: Database,
  most: number,
  after: OrderPlace | null,
): Promise<OrderPlace[]> =>
  store
    .selectFrom('orders')
    .select(['at', 'id'])
    .where((row) =>
      row.or([
        row('state', 'in', ['handed_over', 'accepted']),
        row.and([row('state', '=', 'settled'), row('cancel', '=', 'asked')]),
      ]),
    )
    .$if(after !== null, (query) =>
      query.where((row) =>
        row.or([
          row('at', '>', after?.at ?? ''),
          row.and([row('at', '=', after?.at ?? ''), row('id', '>', after?.id ?? '')]),
        ]),
      ),
    )
    .orderBy('at')
    .orderBy('id')
    .limit(most)
    .execute()

export const addOrder = (store: Database, order: Order) => store.insertInto('orders').values(order).execute()

/** Writes down what has happened to an order. Call it inside a transaction. */
export async function addStep(
  store: Database,
  order: string,
  { step, by, at, reason = '' }: { step: OrderStep; by: string; at: string; reason?: string | undefined },
): Promise<void> {
  const number = await nextNumber(store, 'order_steps')
  await store.insertInto('order_steps').values({ number, order_id: order, step, by, at, reason }).execute()
}

/** What has happened to orders, the first first. */
export const stepsOf = (store: Database, orders: readonly string[]) =>
  orders.length === 0
    ? Promise.resolve([])
    : store.selectFrom('order_steps').selectAll().where('order_id', 'in', orders).orderBy('number').execute()

export const changeOrder = (
  store: Database,
  id: string,
  to: Partial<Pick<Order, 'state' | 'cancel' | 'reference' | 'reason'>>,
) => store.updateTable('orders').set(to).where('id', '=', id).execute()

/** Puts a message for the core into the outbox. Call it in the transaction of what it tells. */
export async function putInOutbox(store: Database, order: string, message: CoreMessage): Promise<void> {
  const number = await nextNumber(store, 'outbox')
  const { id, kind, body } = message
  await store
    .insertInto('outbox')
    .values({ number, message: id, order_id: order, kind, body, attempts: 0, fault: '', delivered_at: null })
    .execute()
}

/** Takes the message of an order back that nobody began to send. @returns whether there was one. */
export async function takeBack(store: Database, message: string): Promise<boolean> {
  const { numDeletedRows } = await store
    .deleteFrom('outbox')
    .where('message', '=', message)
    .where('attempts', '=', 0)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** Those of some orders of which nobody began to tell the core. */
export async function untoldAmong(store: Database, orders: readonly string[]): Promise<ReadonlySet<string>> {
  if (orders.length === 0) return new Set()
  const rows = await store
    .selectFrom('outbox')
    .select('message')
    .where('message', 'in', orders)
    .where('attempts', '=', 0)
    .execute()
  return new Set(rows.map(({ message }) => message))
}

/**
 * The messages to be sent next: of each order one, as the core has to know it before it is cancelled; those first
 * that were tried least, so that some that the core never takes keep nobody waiting.
 */
export const waitingMessages = (store: Database, most: number): Promise<OutboxRow[]> =>
  store
    .selectFrom('outbox')
    .selectAll()
    .where('delivered_at', 'is', null)
    .where('number', 'in', (query) =>
      query
        .selectFrom('outbox')
        .select(({ fn }) => fn.min('number').as('first'))
        .where('delivered_at', 'is', null)
        .groupBy('order_id'),
    )
    .orderBy('attempts')
    .orderBy('number')
    .limit(most)
    .execute()

/** Notes that a message is about to be sent. @returns false when it was taken back meanwhile. */
export async function beginSending(store: Database, number: number): Promise<boolean> {
  const { numUpdatedRows } = await store
    .updateTable('outbox')
    .set(({ eb }) => ({ attempts: eb('attempts', '+', 1) }))
    .where('number', '=', number)
    .where('delivered_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export const noteFault = (store: Database, number: number, fault: string) =>
  store.updateTable('outbox').set({ fault }).where('number', '=', number).execute()

/** Notes that the core has a message. @returns false when that was known. */
export async function noteDelivered(store: Database, number: number, at: string): Promise<boolean> {
  const { numUpdatedRows } = await store
    .updateTable('outbox')
    .set({ delivered_at: at, fault: '' })
    .where('number', '=', number)
    .where('delivered_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Why the messages of orders were not delivered yet, by order; nothing for those that are, or were not tried. */
export const faultsOf = async (
  store: Database,
  orders: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  if (orders.length === 0) return new Map()
  const rows = await store
    .selectFrom('outbox')
    .select(['order_id', 'fault'])
    .where('order_id', 'in', orders)
    .where('delivered_at', 'is', null)
    .where('fault', '<>', '')
    .execute()
  return new Map(rows.map(({ order_id, fault }) => [order_id, fault]))
}

/** Empties what the core wrote of a customer's orders in its own words. @returns how many. */
export async function emptyReasons(store: Database, customer: string): Promise<number> {
  const { numUpdatedRows } = await store
    .updateTable('orders')
    .set({ reason: '' })
    .where('customer', '=', customer)
    .where('reason', '<>', '')
    .executeTakeFirst()
  await store
    .updateTable('order_steps')
    .set({ reason: '' })
    .where('order_id', 'in', (query) =>
      query.selectFrom('orders').select('id').where('customer', '=', customer),
    )
    .where('reason', '<>', '')
    .execute()
  return Number(numUpdatedRows)
}
