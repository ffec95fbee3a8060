import {
  ACTIONS,
  type Classed,
  type Column,
  compile,
  diff,
  LISTINGS,
  listingAt,
  type Playbook,
  type Population,
  unitedValues,
} from '@branch-playbook/engine'
import type { PreparedPlaybook } from '../desk/prepared-playbook.ts'
import { type Decided, rowsOf, type Today } from '../desk/today.ts'

/** What becomes of every customer under some rules, on the state of the morning. */
export interface Outlook {
  readonly today: Today
  readonly decided: Decided
  readonly tier: Classed
  readonly strategy: Classed
  readonly action: Classed
  /** What becomes of those who are due; nothing of the others. */
  readonly listing: Classed
  /** The figure by which the lists value a customer. */
  readonly value: Float64Array
}

/** The names of tiers and strategies that two sides share. */
export interface Terms {
  readonly tiers: readonly string[]
  readonly strategies: readonly string[]
  /** How a version's own names of them are called by the version in question. */
  readonly termsOf: (version: PreparedPlaybook) => { readonly tiers: string[]; readonly strategies: string[] }
}

/** What both sides call tiers and strategies: as the version in question does, also what it renamed. */
export function termsOf(question: PreparedPlaybook, versions: readonly PreparedPlaybook[]): Terms {
  const own = new Map(versions.map((each) => [each, ownTerms(each, question.plan.playbook)]))
  const all = [ownTerms(question, question.plan.playbook), ...own.values()]
  return {
    tiers: unitedValues(all.map(({ tiers }) => tiers)),
    strategies: unitedValues(all.map(({ strategies }) => strategies)),
    termsOf: (version) => own.get(version) ?? ownTerms(version, question.plan.playbook),
  }
}

function ownTerms(version: PreparedPlaybook, question: Playbook) {
  const { plan, tierNode, arbitration } = version
  const { classes } = diff(plan.playbook, question).renames
  const later = (name: string | null): string[] => {
    const type = name === null ? undefined : plan.types.get(name)
    if (name === null || type?.kind !== 'class') return []
    return type.values.map((value) => classes.get(name)?.get(value) ?? value)
  }
  return { tiers: later(tierNode), strategies: later(arbitration.strategy) }
}

/** Decides what the lists alone do not tell, in the terms that both sides share. */
export function outlookOf(today: Today, terms: Terms): Outlook {
  const decided = today.morning()
  const { rules, day, events } = today.grounds
  const { population } = decided.state
  const { count } = population
  const [tier, strategy, value] = [new Uint8Array(count), new Uint8Array(count), new Float64Array(count)]
  rules.arms.forEach((arm, place) => {
    const { plan, tierNode, arbitration, workingDays } = arm
    const names = [arbitration.strategy, arbitration.value, ...(tierNode === null ? [] : [tierNode])]
    const found = compile(plan, { wanted: names }).decide(population, { asOf: day, workingDays, events })
    const own = terms.termsOf(arm)
    const column = (name: string | null) => columnOf(name, found, population)
    const isOwn = (row: number) => rules.armOf[row] === place
    translate(column(tierNode), placesIn(terms.tiers, own.tiers), tier, isOwn)
    translate(column(arbitration.strategy), placesIn(terms.strategies, own.strategies), strategy, isOwn)
    const values = column(arbitration.value)
    for (let row = 0; row < count; row += 1) if (isOwn(row)) value[row] = values?.[row] ?? 0
  })
  const action = decided.decisions.columns.get(decided.ranking.arbitration)
  return {
    today,
    decided,
    tier: { codes: tier, values: terms.tiers },
    strategy: { codes: strategy, values: terms.strategies },
    action: { codes: action instanceof Uint8Array ? action : new Uint8Array(count), values: ACTIONS },
    listing: { codes: listingsOf(today, decided), values: LISTINGS },
    value,
  }
}

/** A figure of the playbook, or a fact. */
const columnOf = (name: string | null, { columns }: Pick<Population, 'columns'>, facts: Population) =>
  name === null ? undefined : (columns.get(name) ?? facts.columns.get(name))

/** For each code of a version's own values, from 1, the code of the same value in the common list. */
const placesIn = (common: readonly string[], own: readonly string[]): Uint8Array =>
  Uint8Array.from([0, ...own.map((value) => common.indexOf(value) + 1)])

function translate(
  column: Column | undefined,
  codes: Uint8Array,
  into: Uint8Array,
  isOwn: (row: number) => boolean,
): void {
  for (let row = 0; row < into.length; row += 1) if (isOwn(row)) into[row] = codes[column?.[row] ?? 0] ?? 0
}

function listingsOf({ staff, grounds }: Today, decided: Decided): Uint8Array {
  const listings = new Uint8Array(grounds.snapshot.customers.count)
  for (const member of staff.members.keys()) {
    rowsOf(decided, member).rows.forEach((row, at) => {
      listings[row] = LISTINGS.indexOf(listingAt(decided.lists, member, at)) + 1
    })
  }
  return listings
}
