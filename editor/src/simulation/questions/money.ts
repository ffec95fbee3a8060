import type { Column } from '@branch-playbook/engine'
import { type Decided, type Everyone, figureOf } from '../everyone.ts'
import { listingsOf } from '../listing.ts'
import type { Side } from '../pick.ts'

/** Whose money is added: of those on the day's lists, of all who are due for a contact, or of everybody. */
export const WHOSE = ['listed', 'due', 'everybody'] as const
export type Whose = (typeof WHOSE)[number]

export interface MoneyQuestion {
  readonly figure: string
  readonly whose: Whose
  /** By what it is told apart: by branch, or by the values of a class. */
  readonly by: 'branch' | { readonly class: string }
}

/** Customers, and the sum of the figure over them in minor units; of whom it is missing counts as nothing. */
export interface Sum {
  readonly customers: number
  readonly sum: number
}

export interface Money {
  /** By branch or value; null is to have none. */
  readonly parts: readonly { readonly of: string | null; readonly before: Sum; readonly after: Sum }[]
}

/** Adds up an amount under both playbooks; null when the edited one has no such amount. */
export function moneyOf(everyone: Everyone, question: MoneyQuestion): Money | null {
  const { after, run } = everyone
  if (figureOf(after, run, question.figure)?.type.kind !== 'money') return null
  const groups = groupsOf(everyone, question.by)
  if (!groups) return null
  const [was, is] = (['before', 'after'] as const).map((side) => sums(everyone, side, question, groups))
  const none: Sum = { customers: 0, sum: 0 }
  return {
    parts: groups.values.map((of, at) => ({ of, before: was?.[at] ?? none, after: is?.[at] ?? none })),
  }
}

interface Groups {
  /** What each group is called; the last is to have none. */
  readonly values: readonly (string | null)[]
  /** For each customer of a side, the place of his group. */
  of(side: Side): ArrayLike<number>
}

function groupsOf({ bank, run, ...sides }: Everyone, by: MoneyQuestion['by']): Groups | null {
  if (by === 'branch') {
    const branches = [...new Set(bank.advisers.map(({ branch }) => branch))]
    const places = bank.advisers.map(({ branch }) => branches.indexOf(branch))
    const groups = bank.adviserOf.map((adviser) => places[adviser] ?? branches.length)
    return { values: [...branches, null], of: () => groups }
  }
  const type = sides.after.plan.types.get(by.class)
  if (type?.kind !== 'class') return null
  const { values } = type
  return {
    values: [...values, null],
    of(side) {
      const figure = figureOf(sides[side], run, by.class)
      const own = figure?.type.kind === 'class' ? figure.type.values : []
      const places = [values.length, ...own.map((value) => placeOr(values, value))]
      return Uint8Array.from(figure?.column ?? [], (code) => places[code] ?? values.length)
    },
  }
}

const placeOr = (values: readonly string[], value: string): number => {
  const place = values.indexOf(value)
  return place < 0 ? values.length : place
}

function sums(everyone: Everyone, side: Side, { figure, whose }: MoneyQuestion, groups: Groups): Sum[] {
  const decided = everyone[side]
  const amounts = figureOf(decided, everyone.run, figure)?.column ?? new Float64Array(everyone.count)
  const counted = countedOf(decided, everyone.bank, whose)
  const customers = new Int32Array(groups.values.length)
  const totals = new Float64Array(groups.values.length)
  addUp(amounts, groups.of(side), counted, { customers, totals })
  return groups.values.map((_, at) => ({ customers: customers[at] ?? 0, sum: totals[at] ?? 0 }))
}

/** What of the places on the lists counts, by their codes; null when everybody does. */
function countedOf(decided: Decided, bank: Everyone['bank'], whose: Whose) {
  if (whose === 'everybody') return null
  const codes = listingsOf(decided, bank)?.codes ?? new Uint8Array(decided.population.count)
  return { codes, most: whose === 'listed' ? 1 : 255 }
}

function addUp(
  amounts: Column,
  groups: ArrayLike<number>,
  counted: { readonly codes: Uint8Array; readonly most: number } | null,
  { customers, totals }: { readonly customers: Int32Array; readonly totals: Float64Array },
): void {
  for (let at = 0; at < amounts.length; at += 1) {
    const code = counted?.codes[at] ?? 1
    if (code === 0 || code > (counted?.most ?? 1)) continue
    const group = groups[at] ?? 0
    const amount = amounts[at] ?? 0
    customers[group] = (customers[group] ?? 0) + 1
    if (!Number.isNaN(amount)) totals[group] = (totals[group] ?? 0) + amount
  }
}
