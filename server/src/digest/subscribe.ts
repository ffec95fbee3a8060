import { hash, randomInt, randomUUID, timingSafeEqual } from 'node:crypto'
import type { Locale } from '@branch-playbook/engine'
import { Refusal } from '../api/problem.ts'
import type { Desk } from '../desk/desk.ts'
import {
  endSubscription,
  giveUpMailsTo,
  lastMailTo,
  postMail,
  type Subscription,
  saveSubscription,
  subscriptionOf,
} from '../store/digests.ts'
import { codeLetter } from './letters.ts'

/** So long a code holds, in minutes. */
export const CODE_HOLDS = 30
/** So long nobody gets another one, in milliseconds. */
const CODE_PAUSE = 60_000
const CODE_TRIES = 5
const CODE_DIGITS = 8

type Wanted = Pick<Subscription, 'address' | 'hour'> & { readonly locale: Locale }

/** Subscribes a user, or changes how. A code goes to an address that he has not shown to be his. */
export async function subscribe(desk: Desk, user: string, wanted: Wanted): Promise<void> {
  await desk.journal.change(user, async (store, note, at) => {
    const before = await subscriptionOf(store, user)
    const isShown = before?.address === wanted.address && before.confirmed_at !== null
    if (isShown) await saveSubscription(store, { ...before, ...wanted })
    else {
      // Whoever ended it meanwhile waits as well, or he could have anybody's mailbox filled.
      const last = await lastMailTo(store, user, 'code')
      if (last && Date.parse(at) < Date.parse(last.at) + CODE_PAUSE) throw new Refusal('digest_code_soon')
      const code = String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0')
      await giveUpMailsTo(store, user, at)
      const asked = { code_hash: hashOf(code), code_at: at, code_tries: 0, confirmed_at: null }
      await saveSubscription(store, { user, ...wanted, ...asked })
      const letter = codeLetter(wanted.locale, desk.bank.name[wanted.locale], code, CODE_HOLDS)
      const { address } = wanted
      const mail = { key: `code/${randomUUID()}`, user, kind: 'code' as const, day: desk.day, address, at }
      await postMail(store, { ...mail, ...letter })
    }
    const { hour, locale } = wanted
    note({
      action: 'digest.changed',
      subject: `users/${user}`,
      details: { hour, locale, confirmed: isShown },
    })
  })
  desk.post.nudge()
}

/**
 * Shows by the code that was sent to it that an address is a user's.
 * @throws Refusal when the code is wrong, or does not hold any more.
 */
export async function confirm(desk: Desk, user: string, code: string): Promise<void> {
  const isRight = await desk.journal.change(user, async (store, note, at) => {
    const found = await subscriptionOf(store, user)
    if (!found?.code_hash || !found.code_at || found.code_tries >= CODE_TRIES) return false
    if (Date.parse(at) > Date.parse(found.code_at) + CODE_HOLDS * 60_000) return false
    if (!timingSafeEqual(Buffer.from(found.code_hash), Buffer.from(hashOf(code)))) {
      // It is kept that he tried, or he could try them all.
      await saveSubscription(store, { ...found, code_tries: found.code_tries + 1 })
      return false
    }
    await saveSubscription(store, { ...found, code_hash: null, confirmed_at: at })
    const { hour, locale } = found
    note({ action: 'digest.changed', subject: `users/${user}`, details: { hour, locale, confirmed: true } })
    return true
  })
  if (!isRight) throw new Refusal('digest_code_wrong')
  desk.post.nudge()
}

/** Ends it; what still waits to be sent is not sent. Doing so again changes nothing. */
export async function unsubscribe(desk: Desk, user: string): Promise<void> {
  await desk.journal.change(user, async (store, note, at) => {
    if (!(await endSubscription(store, user))) return
    await giveUpMailsTo(store, user, at)
    note({ action: 'digest.ended', subject: `users/${user}` })
  })
}

const hashOf = (code: string): string => hash('sha256', code, 'hex')
