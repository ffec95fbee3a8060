import { type Bilingual, type Day, formatDay } from '@branch-playbook/engine'
import { type DecidedDay, SIDES, type Side, type SideOfDay, type Stood } from './decided-day.ts'
import { FATES, type Fate, type Place, placeOf, Tally } from './figures.ts'
import { type Happening, isContact, KINDS } from './happened.ts'

/** Where a happening fell on one side: on a list within the window, or wherever the customer stood instead. */
export interface Fell {
  readonly inside: boolean
  /** Of the latest list within the window that had the customer, or of the latest at all. */
  readonly stood: Stood
  readonly place: Place
}

/** Something that happened, and where it fell; null while no day within whose window it is has been decided. */
export interface Judged {
  readonly happening: Happening
  readonly fell: Record<Side, Fell | null>
}

/** The lists of a side on a day, with what became of every place. */
interface Worked {
  readonly lists: SideOfDay
  /** By place the number of its fate. */
  readonly fate: Uint8Array
  /** By place the number of the kind of the first contact, from 1; 0 for none. */
  readonly kind: Uint8Array
  /** 1 where the other side had the customer on its lists of the day, too. */
  readonly shared: Uint8Array
}

export interface WorkedDay {
  readonly decided: DecidedDay
  readonly sides: Readonly<Record<Side, Worked>>
}

/** The rules by which lists and happenings are held against each other. */
export interface Window {
  /** For so many days, that of the list included, what happens with a customer counts for the list. */
  readonly days: number
  /** The first day of which not everything is known yet. */
  readonly today: Day
}

/**
 * A version and the rules that were in force, day by day, held against what really happened. Days are added in
 * their order; then it tells its figures, and who they are.
 */
export class Backtest {
  readonly tally = new Tally()
  readonly days: WorkedDay[] = []
  readonly happenings: readonly Judged[]
  readonly #window: Window
  readonly #ofCustomer: ReadonlyMap<string, readonly Judged[]>
  readonly #ofAdviser: ReadonlyMap<string, readonly Judged[]>
  readonly #listed: Record<Side, Set<string>> = { then: new Set(), draft: new Set() }
  readonly #names = new Map<string, Bilingual>()
  readonly #members = new Map<string, DecidedDay['members'][number]>()

  /** @param happenings what happened from the first day on until the window of the last is over, by day. */
  constructor(window: Window, happenings: readonly Happening[]) {
    this.#window = window
    this.happenings = happenings.map((happening) => ({ happening, fell: { then: null, draft: null } }))
    this.#ofCustomer = Map.groupBy(this.happenings, ({ happening }) => happening.customer)
    this.#ofAdviser = Map.groupBy(this.happenings, ({ happening }) => happening.adviser)
  }

  /** The customers with whom something happened within the window of a day. */
  watched(day: Day): string[] {
    const within = this.happenings.filter(({ happening }) => this.#isWithin(day, happening.day))
    return [...new Set(within.map(({ happening }) => happening.customer))]
  }

  /** Takes a day that was decided for the customers watched on it. */
  add(decided: DecidedDay, watched: readonly string[]): void {
    this.#learnNames(decided)
    const on = { then: new Set(decided.sides.then.customers), draft: new Set(decided.sides.draft.customers) }
    this.days.push({
      decided,
      sides: {
        then: this.#worked(decided, 'then', on.draft),
        draft: this.#worked(decided, 'draft', on.then),
      },
    })
    for (const side of SIDES) {
      for (const customer of on[side]) this.#listed[side].add(customer)
      watched.forEach((customer, at) => {
        const stood = decided.sides[side].watched[at]
        for (const judged of this.#within(customer, decided.day))
          if (stood) this.#let(judged, side, decided, stood)
      })
    }
  }

  /** Counts in where everything that happened fell. Call it once, after the last day. */
  close(): void {
    for (const { happening, fell } of this.happenings) {
      for (const side of SIDES) {
        const { inside, place } = fell[side] ?? {}
        if (place) this.tally.count(side, place, (of) => (inside ? of.inside : of.outside)[happening.kind]++)
      }
    }
  }

  /** How many different customers a side listed. */
  customers(side: Side): number {
    return this.#listed[side].size
  }

  /** The name of a strategy or of a node, as the version in question has it, or else the one in force. */
  nameOf(id: string): Bilingual | undefined {
    return this.#names.get(id)
  }

  /** The staff of all the days. */
  get members(): ReadonlyMap<string, DecidedDay['members'][number]> {
    return this.#members
  }

  #worked(decided: DecidedDay, side: Side, others: ReadonlySet<string>): Worked {
    const { day, members } = decided
    const lists = decided.sides[side]
    const { length } = lists.customers
    const [fate, kind, shared] = [new Uint8Array(length), new Uint8Array(length), new Uint8Array(length)]
    const isWorked = members.map(({ id }) =>
      (this.#ofAdviser.get(id) ?? []).some(
        ({ happening }) => isContact(happening) && this.#isWithin(day, happening.day),
      ),
    )
    members.forEach(({ id, branch }, at) => {
      const load = lists.loads[at]
      if (load) this.tally.countLoad(side, { day: formatDay(day), branch, adviser: id }, load)
    })
    lists.customers.forEach((customer, at) => {
      const codes = codesAt(lists, at)
      const first = this.#within(customer, day).find(({ happening }) => isContact(happening))
      const became = this.#fateOf(day, first !== undefined, isWorked[codes.member] ?? false)
      fate[at] = FATES.indexOf(became)
      kind[at] = first ? KINDS.indexOf(first.happening.kind) + 1 : 0
      shared[at] = Number(others.has(customer))
      this.tally.count(side, placeOf(decided, day, codes), (figures) => {
        figures.listed += 1
        figures[became] += 1
        figures.shared += shared[at] ?? 0
        figures.minutes += lists.minutes[at] ?? 0
      })
    })
    return { lists, fate, kind, shared }
  }

  #fateOf(day: Day, isContacted: boolean, isWorked: boolean): Fate {
    if (isContacted) return 'contacted'
    if (day + this.#window.days > this.#window.today) return 'open'
    return isWorked ? 'missed' : 'unworked'
  }

  /** Days come in their order: a later list counts before an earlier one, and any list before none. */
  #let({ happening, fell }: Judged, side: Side, decided: DecidedDay, stood: Stood): void {
    const inside = stood.standing === 'listed'
    if (!inside && fell[side]?.inside) return
    const { branch, adviser } = happening
    fell[side] = { inside, stood, place: { ...placeOf(decided, happening.day, stood), branch, adviser } }
  }

  #within(customer: string, day: Day): readonly Judged[] {
    return (this.#ofCustomer.get(customer) ?? []).filter(({ happening }) =>
      this.#isWithin(day, happening.day),
    )
  }

  #isWithin(list: Day, happened: Day): boolean {
    return happened >= list && happened < list + this.#window.days
  }

  #learnNames({ day, members, tiers, strategies, reasons }: DecidedDay): void {
    this.tally.expect('day', [formatDay(day)])
    this.tally.expect('tier', tiers)
    this.tally.expect(
      'strategy',
      strategies.map(({ id }) => id),
    )
    this.tally.expect(
      'reason',
      reasons.map(({ id }) => id),
    )
    this.tally.expect(
      'branch',
      members.map(({ branch }) => branch),
    )
    this.tally.expect(
      'adviser',
      members.map(({ id }) => id),
    )
    for (const { id, name } of [...strategies, ...reasons]) this.#names.set(id, name)
    for (const member of members) this.#members.set(member.id, member)
  }
}

/** The codes of a place on a list. */
export const codesAt = ({ member, tier, strategy, reason }: SideOfDay, at: number) => ({
  member: member[at] ?? -1,
  tier: tier[at] ?? 0,
  strategy: strategy[at] ?? 0,
  reason: reason[at] ?? 0,
})
