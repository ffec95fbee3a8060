import { countClasses, dailyLists, type Plan, type Portfolios, rankingOf } from '@branch-playbook/engine'
import type { Advisers, Decided } from './everyone.ts'
import type { Simulated } from './simulator.ts'

/** How many customers have each value of a class outcome. */
interface ClassCounts {
  readonly node: string
  readonly values: readonly string[]
  readonly counts: readonly number[]
}

/** What the day's lists of some advisers come to. */
export interface ListSize {
  readonly listed: number
  readonly cut: number
  readonly minutesListed: number
  readonly minutesDue: number
}

/** The decisions of everyone, as the workshop shows them. */
export interface Summary {
  readonly classes: readonly ClassCounts[]
  /** By branch; empty when the playbook ranks nothing. */
  readonly branches: Readonly<Record<string, ListSize>>
  readonly total: ListSize
}

const NONE: ListSize = { listed: 0, cut: 0, minutesListed: 0, minutesDue: 0 }

/** Counts the class outcomes and makes the lists. */
export function summarise({ plan, simulated }: Decided, bank: Advisers): Summary {
  const classes = plan.outputs.flatMap(({ name, type }) => {
    const column = simulated.columns.get(name)
    return type.kind === 'class' && column
      ? [{ node: name, values: type.values, counts: countClasses(column, type.values.length) }]
      : []
  })
  const branches = listSizes(plan, simulated, bank)
  return { classes, branches, total: Object.values(branches).reduce(sum, NONE) }
}

/** For how many customers a class outcome differs between two simulations of the same population. */
export function moved(before: Decided, after: Decided, outcome: string): number {
  const [left, right] = [columnOf(before, outcome), columnOf(after, outcome)]
  if (!left || !right || left.column === right.column) return 0
  const codes = new Uint8Array(256)
  left.values.forEach((value, at) => {
    codes[at + 1] = right.values.indexOf(value) + 1
  })
  return countDifferent(left.column, right.column, codes)
}

/** A loop of its own over columns of one kind: it runs over everyone at each edit. */
function countDifferent(left: Uint8Array, right: Uint8Array, codes: Uint8Array): number {
  let count = 0
  for (let at = 0; at < left.length; at += 1) count += Number(codes[left[at] ?? 0] !== right[at])
  return count
}

function columnOf({ plan, simulated }: Decided, outcome: string) {
  const [column, type] = [simulated.columns.get(outcome), plan.types.get(outcome)]
  return column instanceof Uint8Array && type?.kind === 'class' ? { column, values: type.values } : null
}

function listSizes(plan: Plan, simulated: Simulated, bank: Advisers): Record<string, ListSize> {
  const node = plan.playbook.nodes.find(({ id }) => id === plan.arbitration)
  const ranking = rankingOf(plan)
  if (!ranking || node?.kind !== 'arbitration') return {}
  const lists = dailyLists(simulated, ranking, portfoliosOf(bank, node.minutesPerDay))
  const branches: Record<string, ListSize> = {}
  bank.advisers.forEach(({ branch }, adviser) => {
    const due = (lists.starts[adviser + 1] ?? 0) - (lists.starts[adviser] ?? 0)
    const listed = lists.listed[adviser] ?? 0
    branches[branch] = sum(branches[branch] ?? NONE, {
      listed,
      // As in the counts of a run: who has no place in a campaign was not cut for lack of time.
      cut: due - listed - (lists.overQuota[adviser] ?? 0),
      minutesListed: lists.minutesListed[adviser] ?? 0,
      minutesDue: lists.minutesDue[adviser] ?? 0,
    })
  })
  return branches
}

const portfoliosOf = ({ adviserOf, advisers }: Advisers, minutesPerDay: number): Portfolios => ({
  adviserOf,
  minutes: Int32Array.from(advisers, ({ minutes }) => minutes ?? minutesPerDay),
})

const sum = (left: ListSize, right: ListSize): ListSize => ({
  listed: left.listed + right.listed,
  cut: left.cut + right.cut,
  minutesListed: left.minutesListed + right.minutesListed,
  minutesDue: left.minutesDue + right.minutesDue,
})
