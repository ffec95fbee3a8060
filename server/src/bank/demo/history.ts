import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { type Day, formatDay } from '@branch-playbook/engine'
import { readCalendar } from '@branch-playbook/playbooks'
import { type Action, actionsOf } from '../../desk/actions.ts'
import type { Desk } from '../../desk/desk.ts'
import { announce } from '../../events/revise.ts'
import { inDraft } from '../../files/draft.ts'
import { Refusal } from '../../files/refusal.ts'
import { openBank } from '../../open-bank.ts'
import { makeSnapshot } from '../../snapshot/make.ts'
import { type Bank, bankDirectory, snapshotsDirectory } from '../bank.ts'
import type { BankOrder } from '../publish.ts'
import { type DemoOrder, writeDemoFeeds } from './feeds.ts'
import { type Random, randomOf } from './random.ts'

const SECOND = 1_000
const HOUR = 3_600 * SECOND
const DAY = 24 * HOUR
/** Moments of a day in the city of the demo bank, as hours of UTC: the night's run, and when the branches open. */
const NIGHT = -6 * HOUR
const OPENING = 1 * HOUR
/** Each contact makes the lists again: enough to show, few enough for a large bank. */
const CONTACTS_A_DAY = 24
/** A history that long sees a rate cut in its middle. */
const LONG = 10

/**
 * Lets the demo bank have been at work: makes the snapshots of the working days before the one that its latest
 * lists are for, decides each day's run, and logs a few contacts. The moments in its records are those of the
 * days, invented like everything else about it. Doing so again adds nothing.
 * @param days How many days there are to be, the latest one, which is left to whoever opens the bank, included.
 * @param databaseUrl The PostgreSQL database of the store; `DATABASE_URL` unless given.
 * @throws Refusal when the calendar does not know that many days.
 * @throws AlreadyClaimed while a server works on the bank.
 */
export async function makeDemoHistory(
  order: BankOrder,
  demo: DemoOrder,
  days: number,
  databaseUrl?: string,
): Promise<void> {
  const { dataDirectory, assumptions = [], asOf: _latest, ...description } = order
  const directory = bankDirectory(dataDirectory, order.id)
  const eves = await evesBefore(order.calendar, demo.asOf, days)
  for (const [at, eve] of eves.entries()) {
    const made = await inDraft(directory, async (draft) => {
      const feedsDirectory = join(draft, 'feeds')
      writeDemoFeeds(demo, feedsDirectory, eve)
      const into = snapshotsDirectory(dataDirectory, order.id)
      return makeSnapshot({ feedsDirectory, asOf: eve, into, currency: order.currency, assumptions })
    })
    const bank: Bank = { ...description, snapshot: made.manifest.hash, asOf: eve }
    const clock = new Clock()
    clock.set((eve + 1) * DAY + NIGHT)
    const placed = { bank, directory, snapshotDirectory: made.directory }
    const { desk, close } = await openBank(placed, {
      demoUsers: true,
      now: clock.now,
      ...(databaseUrl !== undefined && { databaseUrl }),
    })
    try {
      clock.set((eve + 1) * DAY + OPENING)
      if (eves.length >= LONG && at === eves.length >> 1) await announceRateCut(desk)
      await logContacts(desk, randomOf(demo.seed + eve), clock)
    } finally {
      await close()
    }
  }
}

/** The days before the working days that come before the one after `latest`, the earliest first. */
async function evesBefore(calendar: string, latest: Day, days: number): Promise<Day[]> {
  const read = await readCalendar(calendar)
  if (!read.ok) throw new Refusal(read.problems.map(({ what }) => what).join('\n'))
  const eves: Day[] = []
  for (let day = latest; eves.length < days - 1; day -= 1) {
    if (!read.value.knows(day))
      throw new Refusal(
        `The calendar "${calendar}" (${read.value.span}) has fewer than ${days} working days up to ${formatDay(latest)}.`,
      )
    if (read.value.isWorkingDay(day)) eves.unshift(day - 1)
  }
  return eves
}

const announceRateCut = (desk: Desk) =>
  desk.reviseEvents('strategist', (known) =>
    announce(known, {
      id: `rate-cut-${desk.day}`,
      type: 'rate_cut',
      day: desk.day,
      name: { 'zh-CN': '存款利率下调', en: 'Deposit rates cut' },
    }),
  )

/** Contacts with whom the lists name first, a few advisers a day, in turn. */
async function logContacts(desk: Desk, random: Random, clock: Clock): Promise<void> {
  const { members } = desk.today.staff
  // Not the list as it stands after them, so that the same contacts are logged again, which adds nothing.
  const morning = desk.today.morning()
  const start = random.whole(0, members.length - 1)
  for (let count = 0; count < Math.min(CONTACTS_A_DAY, members.length); count += 1) {
    const place = (start + count) % members.length
    const member = members[place]
    const [first] = actionsOf(desk.today, morning, place)
    const branch = desk.snapshot.branches[member?.branch ?? -1]
    if (member && branch && first?.listing === 'listed') {
      const by = member.name === null ? `manager-${branch.id}` : member.id
      const outcome = outcomeOf(random)
      await desk.logContact(() => ({
        ...contactOf(first, desk.day),
        branch: branch.id,
        adviser: member.id,
        by,
        outcome,
        minutes: outcome === 'not_reached' ? 0 : first.minutes,
        at: clock.now().toISOString(),
      }))
    }
  }
}

const contactOf = ({ customer, key, channel }: Action, day: string) => ({
  id: createHash('sha256').update(`${day} ${key}`).digest('hex').slice(0, 32),
  customer,
  action: key,
  channel,
  note: '',
  call_back_on: null,
  call_back_minutes: null,
  call_back_time: null,
  day,
})

const outcomeOf = (random: Random) =>
  random.weighted<'reached' | 'not_reached' | 'refused'>([
    ['reached', 74],
    ['not_reached', 22],
    ['refused', 4],
  ])

/** A clock that is set by hand, and goes on by a second whenever somebody looks. */
class Clock {
  #moment = 0

  set(moment: number): void {
    this.#moment = moment
  }

  readonly now = (): Date => {
    this.#moment += SECOND
    return new Date(this.#moment)
  }
}
