import { ACTIONS, formatDay, leadOfKey } from '@branch-playbook/engine'
import { type Journal, SYSTEM } from '../audit/journal.ts'
import { actionOf } from '../desk/actions.ts'
import { runIdOf } from '../desk/record.ts'
import { rowsOf, type Today } from '../desk/today.ts'
import { toError } from '../outbox/rounds.ts'
import { addExposures, type CampaignExposure } from '../store/campaigns.ts'
import { inPieces, ROWS_A_PIECE } from '../store/pieces.ts'

const CAMPAIGN = ACTIONS.indexOf('campaign') + 1

/**
 * Puts down whom the lists of a day take up for the sake of a campaign after its run: a contact makes room for others.
 * They are called as whoever was on a list in the morning is, and of those who are held out it is told by the same rule.
 * So nobody is on either side by what came of him.
 */
export class PutDown {
  readonly #journal: Journal
  readonly #logFault: (fault: Error) => void
  /** The rows of those who are put down today. */
  #rows = new Set<number>()

  constructor(journal: Journal, logFault: (fault: Error) => void) {
    this.#journal = journal
    this.#logFault = logFault
  }

  /** Goes on with a day whose run put these customers down, and puts down whom its lists took up since. */
  async begin(today: Today, customers: readonly string[]): Promise<void> {
    const { rowOf } = today.grounds.snapshot.customers
    this.#rows = new Set(customers.flatMap((customer) => rowOf(customer) ?? []))
    await this.follow(today)
  }

  /**
   * Puts down whom the lists took up. What cannot be stored now is so with the next contact, or by the next start: that
   * it could not is logged, as what the day was changed by is stored and holds.
   */
  async follow(today: Today): Promise<void> {
    const taken = today.staff.members.flatMap((_member, place) => this.#takenUp(today, place))
    if (taken.length === 0) return
    const exposures = exposuresOf(today, taken)
    try {
      await this.#journal.change(SYSTEM, async (store) => {
        for (const rows of inPieces(exposures, ROWS_A_PIECE)) await addExposures(store, rows)
      })
      for (const { row } of taken) this.#rows.add(row)
    } catch (fault) {
      this.#logFault(toError(fault))
    }
  }

  #takenUp({ live }: Today, member: number): TakenUp[] {
    const { rows, listed, heldOut } = rowsOf(live, member)
    const action = live.decisions.columns.get(live.ranking.arbitration)
    const isNew = (row: number) =>
      action?.[row] === CAMPAIGN && !live.promised.has(row) && !this.#rows.has(row)
    const of = (some: Int32Array, side: CampaignExposure['side']) =>
      Array.from(some.filter(isNew), (row) => ({ row, side, member }))
    return [
      ...of(rows.subarray(0, listed), 'listed'),
      ...of(rows.subarray(rows.length - heldOut), 'held_out'),
    ]
  }
}

/** Who is on a list, or would be. */
interface TakenUp {
  readonly row: number
  readonly side: CampaignExposure['side']
  /** Whose list it is, by his place. */
  readonly member: number
}

function exposuresOf(today: Today, taken: readonly TakenUp[]): CampaignExposure[] {
  const { snapshot } = today.grounds
  const [run, day] = [runIdOf(today), formatDay(today.grounds.day)]
  return taken.map(({ row, side, member }) => {
    const { key, customer } = actionOf(today, today.live, row)
    const branch = snapshot.branches[today.staff.members[member]?.branch ?? -1]?.id ?? ''
    const campaign = leadOfKey(key, customer)
    return { playbook: today.playbookOf(row).id, campaign, customer, side, branch, day, run }
  })
}
