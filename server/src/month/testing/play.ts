import { WORKING_DAYS } from './calendar.ts'
import { wrongCampaign } from './campaign-figures.ts'
import { slip, workLists } from './contacts.ts'
import { Duties } from './duties.ts'
import { handleEnquiries, lostEnquiries, receiveEnquiries } from './enquiries.ts'
import { DEEDS, firstBranch } from './head-office.ts'
import { brokenNow, LAWS, type Law } from './laws.ts'
import { wrongLearning } from './learning-figures.ts'
import { wrongFigures } from './manager-figures.ts'
import { Month } from './month.ts'
import { endOrders, lostOrders, placeCampaignOrders, placeOrders } from './orders.ts'
import type { Seen } from './seen.ts'
import { ToldRuns } from './told-runs.ts'

/** The last working day before the month. */
const EVE = '2026-04-24'

const OTHER_LAWS = [
  'a contact taken back never was',
  'no order is lost, and each ends as it has to',
  'no enquiry is lost, and what is late is said to be late',
  'nobody orders what does not suit him, and whoever may does',
  'what an enquiry is answered with suits the customer',
  'the manager’s figures are those of the runs and contacts, and what is missed has a cause',
  'what comes of a campaign is what came of it',
  'what is learned is what happened, and changes nothing by itself',
  'a digest comes once a business day, and names nobody',
] as const
export const ALL_LAWS = [...LAWS, ...OTHER_LAWS]
type AnyLaw = Law | (typeof OTHER_LAWS)[number]

/** A month that was played, and what was against the laws in it. */
export interface Played {
  readonly month: Month
  readonly broken: ReadonlyMap<string, readonly string[]>
  readonly seen: Seen
}

/**
 * Plays a month.
 * @param seed which bank it is, and what its people do
 * @param days the working days that are played, from the first on
 */
export async function play(seed: number, days: readonly (typeof WORKING_DAYS)[number][]): Promise<Played> {
  const month = await Month.before(WORKING_DAYS[0], EVE, seed)
  const player = new Player(month)
  let eve = EVE
  for (const day of days) {
    if (eve !== EVE) await month.daysOff(eve, day)
    await month.nightTo(day, eve)
    await player.playDay(day)
    eve = day
  }
  return player
}

/** On these evenings somebody goes through the figures: it takes a while. */
const DAYS_OF_FIGURES: ReadonlySet<string> = new Set(
  WORKING_DAYS.filter((_day, at) => at % 4 === 0 || at >= 17),
)

class Player implements Played {
  readonly month: Month
  readonly broken = new Map<AnyLaw, string[]>(ALL_LAWS.map((law) => [law, []]))
  readonly seen: Seen = { cuts: new Set(), listed: new Set(), heldOut: new Set() }
  readonly #duties = new Duties()
  readonly #runs = new ToldRuns()

  constructor(month: Month) {
    this.month = month
  }

  async playDay(day: (typeof WORKING_DAYS)[number]): Promise<void> {
    const { month } = this
    await this.#lookAt('in the morning')
    month.turn('09:00')
    await this.#readDigests()
    this.#note('what an enquiry is answered with suits the customer', await receiveEnquiries(month))
    await endOrders(month)
    await workLists(month)
    month.turn('11:00')
    await DEEDS[day]?.(month)
    await this.#lookAt('at noon')
    month.turn('14:00')
    if (!(await slip(month))) this.#note('a contact taken back never was', [month.day])
    this.#note('nobody orders what does not suit him, and whoever may does', [
      ...(await placeOrders(month)),
      ...(await placeCampaignOrders(month, this.seen)),
    ])
    await handleEnquiries(month)
    await workLists(month)
    month.turn('17:00')
    await this.#lookAt('in the evening')
    await this.#lookBack()
    if (DAYS_OF_FIGURES.has(day)) await this.#readFigures()
  }

  async #lookAt(when: string): Promise<void> {
    const found = await brokenNow(this.month, this.seen, this.#duties)
    for (const law of LAWS)
      this.#note(
        law,
        found[law].map((what) => `${this.month.day} ${when}: ${what}`),
      )
  }

  async #lookBack(): Promise<void> {
    const { month } = this
    this.#note('no order is lost, and each ends as it has to', await lostOrders(month))
    this.#note('no enquiry is lost, and what is late is said to be late', await lostEnquiries(month))
    this.#note('a digest comes once a business day, and names nobody', await month.letters.wrongToday(month))
  }

  async #readFigures(): Promise<void> {
    const { month } = this
    this.#note(
      'the manager’s figures are those of the runs and contacts, and what is missed has a cause',
      await wrongFigures(month, this.#runs),
    )
    this.#note('what comes of a campaign is what came of it', await wrongCampaign(month, this.#runs))
    this.#note('what is learned is what happened, and changes nothing by itself', await wrongLearning(month))
  }

  /** On the first day some turn their digests on; an adviser’s has the number of contacts on his list. */
  async #readDigests(): Promise<void> {
    const { month } = this
    const { advisers } = firstBranch(month)
    const [adviser = ''] = advisers
    if (month.day === WORKING_DAYS[0])
      for (const user of [...month.branches.map((branch) => `manager-${branch}`), adviser, 'approver'])
        await month.letters.turnOn(month, user)
    month.letters.annoy(month)
    const wrong = await month.letters.wrongToday(month)
    const { actions } = await month.listOf(month.branches[0] ?? '', adviser)
    const listed = actions.filter(({ listing }) => listing === 'listed').length
    if (!month.letters.tells(adviser, month.day, listed))
      wrong.push(`${month.day}: ${adviser} was not told of ${listed} contacts`)
    this.#note('a digest comes once a business day, and names nobody', wrong)
  }

  #note(law: AnyLaw, found: readonly string[]): void {
    this.broken.get(law)?.push(...found)
  }
}
