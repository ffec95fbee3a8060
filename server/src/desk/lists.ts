import {
  atOnce,
  branchesCompete,
  type DailyLists,
  dailyLists,
  dailyListsInSteps,
  type HeldOut,
  type MadeContact,
  type Portfolios,
  type Steps,
  withLists,
} from '@branch-playbook/engine'
import type { CallBack } from './call-backs.ts'
import type { ContactState } from './contact-state.ts'
import type { Grounds } from './grounds.ts'
import type { Ranked } from './merged.ts'
import { rowsIn } from './own-customers.ts'
import type { Staff } from './staff.ts'

/** What lists are made of, beside who looks after whom. */
export interface ListGrounds extends Ranked {
  readonly state: ContactState
  /** The calls that are promised and may be made, by row, in the order in which they are kept. */
  readonly promised: ReadonlyMap<number, CallBack>
  /** Minutes that each member of the staff has spent today. */
  readonly spent: Int32Array
  /** Contacts of today for the sake of a campaign. */
  readonly made: readonly MadeContact[]
  /** The rows of customers who are on no list, whatever is due with them. */
  readonly erased: ReadonlySet<number>
}

/** Makes the lists of a day: everybody's, or those of some branches again. */
export class Lists {
  readonly #day: Grounds['day']
  readonly #branchOfRow: Int32Array
  readonly #staff: Staff
  readonly #branchOf: Int32Array
  readonly #heldOut: HeldOut | null
  /** The rows of the customers of a branch, by its place in the snapshot, once they are asked for. */
  readonly #rows = new Map<number, Int32Array>()

  /** `heldOut` is null when no campaign leaves anybody alone. */
  constructor({ day, snapshot }: Pick<Grounds, 'day' | 'snapshot'>, staff: Staff, heldOut: HeldOut | null) {
    this.#day = day
    this.#branchOfRow = snapshot.customers.branch
    this.#staff = staff
    this.#branchOf = Int32Array.from(staff.members, ({ branch }) => branch)
    this.#heldOut = heldOut
  }

  /** Everybody's, in steps. */
  *all(grounds: ListGrounds): Steps<DailyLists> {
    return yield* dailyListsInSteps(grounds.decisions, grounds.ranking, this.#portfolios(grounds))
  }

  /**
   * The lists of all when nothing has changed but in these branches, by their places in the snapshot. Where branches
   * compete for the places of a campaign, everybody's are made again.
   */
  again(lists: DailyLists, grounds: ListGrounds, branches: ReadonlySet<number>): DailyLists {
    const { decisions, ranking } = grounds
    if (branchesCompete(ranking)) return atOnce(this.all(grounds))
    const { promised = [], postponed = [], ...others } = this.#portfolios(grounds)
    const isIn = (row: number) => branches.has(this.#branchOfRow[row] ?? -1)
    const anew = dailyLists(decisions, ranking, {
      ...others,
      promised: promised.filter(({ customer }) => isIn(customer)),
      postponed: postponed.filter(isIn),
      only: this.#rowsIn([...branches]),
    })
    return withLists(lists, anew, (member) => branches.has(this.#branchOf[member] ?? -1))
  }

  #portfolios({ state, promised, spent, made, erased }: ListGrounds): Portfolios {
    const { members, memberOf } = this.#staff
    return {
      adviserOf: memberOf,
      minutes: Int32Array.from(members, (each, at) => Math.max(0, each.minutes - (spent[at] ?? 0))),
      branchOf: this.#branchOf,
      heldOut: this.#heldOut,
      made,
      promised: Array.from(promised, ([row, { minutes }]) => ({ customer: row, minutes })),
      postponed: [
        ...state.callBacks.open().flatMap(({ on, row }) => (on > this.#day ? [row] : [])),
        ...erased,
      ],
    }
  }

  /** The rows of the customers of some branches, in ascending order. */
  #rowsIn(branches: readonly number[]): Int32Array {
    const [only = new Int32Array(0), ...more] = branches.map((branch) => this.#rowsOf(branch))
    return more.length === 0 ? only : Int32Array.from([only, ...more].flatMap((rows) => [...rows])).sort()
  }

  #rowsOf(branch: number): Int32Array {
    const known = this.#rows.get(branch) ?? rowsIn(this.#branchOfRow, branch)
    this.#rows.set(branch, known)
    return known
  }
}
