import { nextNumber } from './next-number.ts'
import type { Database, Tables } from './tables.ts'

/** Who gets a digest, where, in which language and from which hour on. */
export type Subscription = Tables['digests']
export type Mail = Tables['mails']

export const subscriptionOf = (store: Database, user: string): Promise<Subscription | undefined> =>
  store.selectFrom('digests').selectAll().where('user', '=', user).executeTakeFirst()

/** Those that are confirmed, whose hour has come, and who have had no digest of a day. */
export const subscriptionsDue = (store: Database, day: string, hour: number): Promise<Subscription[]> =>
  store
    .selectFrom('digests')
    .selectAll()
    .where('confirmed_at', 'is not', null)
    .where('hour', '<=', hour)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('mails')
            .select('mails.number')
            .whereRef('mails.user', '=', 'digests.user')
            .where('mails.kind', '=', 'digest')
            .where('mails.day', '=', day),
        ),
      ),
    )
    .orderBy('user')
    .execute()

export const saveSubscription = (store: Database, subscription: Subscription) =>
  store
    .insertInto('digests')
    .values(subscription)
    .onConflict((conflict) => conflict.column('user').doUpdateSet(subscription))
    .execute()

/** @returns whether there was one. */
export async function endSubscription(store: Database, user: string): Promise<boolean> {
  const { numDeletedRows } = await store.deleteFrom('digests').where('user', '=', user).executeTakeFirst()
  return numDeletedRows > 0n
}

/** Puts a mail into the outbox, once under its key. @returns whether it was not there. */
export async function postMail(
  store: Database,
  mail: Pick<Mail, 'key' | 'user' | 'kind' | 'day' | 'address' | 'subject' | 'body' | 'at'>,
): Promise<boolean> {
  const number = await nextNumber(store, 'mails')
  const added = await store
    .insertInto('mails')
    .values({ ...mail, number, state: 'waiting', attempts: 0, fault: '' })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .returning('number')
    .executeTakeFirst()
  return added !== undefined
}

/** Those to be sent next, those that were tried least first. */
export const mailsWaiting = (store: Database, most: number): Promise<Mail[]> =>
  store
    .selectFrom('mails')
    .selectAll()
    .where('state', '=', 'waiting')
    .orderBy('attempts')
    .orderBy('number')
    .limit(most)
    .execute()

/** Notes that a mail is about to be sent. @returns false when it is not waiting any more. */
export async function beginMail(store: Database, number: number): Promise<boolean> {
  const { numUpdatedRows } = await store
    .updateTable('mails')
    .set(({ eb }) => ({ attempts: eb('attempts', '+', 1) }))
    .where('number', '=', number)
    .where('state', '=', 'waiting')
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Notes what became of a mail. What it said is kept no longer than it waits. */
export const endMail = (
  store: Database,
  number: number,
  state: 'sent' | 'given_up',
  fault: string,
  at: string,
) =>
  store
    .updateTable('mails')
    .set({ state, fault, at, body: '' })
    .where('number', '=', number)
    .where('state', '=', 'waiting')
    .execute()

export const noteMailFault = (store: Database, number: number, fault: string) =>
  store.updateTable('mails').set({ fault }).where('number', '=', number).execute()

/** Gives up what still waits for a user, as when he wants no mail any more. */
export const giveUpMailsTo = (store: Database, user: string, at: string) =>
  store
    .updateTable('mails')
    .set({ state: 'given_up', at, body: '' })
    .where('user', '=', user)
    .where('state', '=', 'waiting')
    .execute()

/** The last mail to a user, or the last of a kind. */
export const lastMailTo = (store: Database, user: string, kind?: Mail['kind']): Promise<Mail | undefined> =>
  store
    .selectFrom('mails')
    .selectAll()
    .where('user', '=', user)
    .$if(kind !== undefined, (query) => query.where('kind', '=', kind ?? 'code'))
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
