import { setImmediate } from 'node:timers/promises'
import { SYSTEM } from '../audit/journal.ts'
import type { Desk } from '../desk/desk.ts'
import { accountOf } from '../identity/users.ts'
import { type Mail, postMail, type Subscription, subscriptionOf, subscriptionsDue } from '../store/digests.ts'
import type { MailCarrier } from './carrier.ts'
import { figuresFor } from './figures.ts'
import { digestLetter } from './letters.ts'
import { localTime } from './local-time.ts'
import type { MailSettings } from './settings.ts'
import { CODE_HOLDS } from './subscribe.ts'
import { UNSUBSCRIBE_PATH, unsubscribeToken } from './unsubscribe.ts'

/**
 * What the post is connected to so that everybody has his digest: once for each business day, on that very day, from
 * the hour on that he chose. So none is sent at weekends, on holidays, or of a night that made no lists.
 */
export function digests(desk: Desk, carrier: MailCarrier, settings: MailSettings) {
  const { publicUrl, timeZone } = settings
  const localNow = () => localTime(desk.journal.now(), timeZone)
  const unsubscribeAt = (whose: Pick<Subscription, 'user' | 'address'>) =>
    new URL(`${UNSUBSCRIBE_PATH}/${unsubscribeToken(desk.journal, whose)}`, publicUrl)
  return {
    carrier,
    settings,
    async postDue(): Promise<void> {
      const { day, hour } = localNow()
      if (day !== desk.day) return
      const faults: unknown[] = []
      for (const subscription of await subscriptionsDue(desk.store, day, hour)) {
        await postDigest(desk, subscription, publicUrl, unsubscribeAt(subscription)).catch((fault: unknown) =>
          faults.push(fault),
        )
        // Thousands have theirs at the same hour, at which everybody opens his list.
        await setImmediate()
      }
      // Whoever's figures cannot be worked out keeps nobody else from his.
      const [cause] = faults
      if (faults.length > 0) throw new Error(`${faults.length} digests were not made`, { cause })
    },
    isOver: ({ kind, day, at }: Mail): boolean =>
      kind === 'digest'
        ? day !== desk.day || day !== localNow().day
        : Date.parse(at) + CODE_HOLDS * 60_000 < desk.journal.now().getTime(),
    unsubscribeAt: (mail: Mail): URL | null => (mail.kind === 'digest' ? unsubscribeAt(mail) : null),
  }
}

async function postDigest(
  desk: Desk,
  { user: id, address, locale }: Subscription,
  publicUrl: URL,
  unsubscribe: URL,
): Promise<void> {
  const { day } = desk
  const user = await accountOf(desk.store, id)
  const figures = user && !user.disabled && (await figuresFor(desk, user))
  if (!figures) return
  const letter = digestLetter(locale, {
    bank: desk.bank.name[locale],
    day,
    figures,
    link: publicUrl.href,
    unsubscribe: unsubscribe.href,
  })
  await desk.journal.change(SYSTEM, async (store, _note, at) => {
    // Meanwhile he may have ended it, had it sent elsewhere, or been kept from signing in.
    const standing = await subscriptionOf(store, id)
    if (standing?.address !== address || standing.confirmed_at === null) return
    if ((await accountOf(store, id))?.disabled !== false) return
    await postMail(store, {
      key: `digest/${id}/${day}`,
      user: id,
      kind: 'digest',
      day,
      address,
      at,
      ...letter,
    })
  })
}
