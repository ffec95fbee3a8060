import {
  ACTIONS,
  arbitrationParts,
  type Classed,
  compile,
  type Decisions,
  diff,
  LISTINGS,
  listingAt,
  type Playbook,
  type Population,
  sourceValues,
  unitedValues,
} from '@branch-playbook/engine'
import { decideOwn, rowsOfArms } from '../desk/own-customers.ts'
import type { PreparedPlaybook } from '../desk/prepared-playbook.ts'
import { type Decided, rowsOf, type Today } from '../desk/today.ts'

/** What becomes of every customer under some rules, on the state of the morning. */
export interface Outlook {
  readonly today: Today
  readonly decided: Decided
  readonly tier: Classed
  readonly strategy: Classed
  readonly action: Classed
  /** The node that leads to the contact with those who are due. */
  readonly reason: Classed
  /** What becomes of those who are due; nothing of the others. */
  readonly listing: Classed
  /** The figure by which the lists value a customer. */
  readonly value: Float64Array
}

/** Whether a customer has another tier, strategy, action or place on the lists. */
export const differs = (before: Outlook, after: Outlook, row: number): boolean =>
  (['tier', 'strategy', 'action', 'listing'] as const).some(
    (of) => before[of].codes[row] !== after[of].codes[row],
  )

/** The names of tiers, strategies and reasons that two sides share. */
export interface Terms extends Names {
  /** How a version's own names of them are called by the version in question. */
  readonly termsOf: (version: PreparedPlaybook) => Names
}

interface Names {
  readonly tiers: readonly string[]
  readonly strategies: readonly string[]
  /** Nodes that lead to contacts. */
  readonly reasons: readonly string[]
}

/** What both sides call tiers, strategies and reasons: as the version in question does, also what it renamed. */
export function termsOf(question: PreparedPlaybook, versions: readonly PreparedPlaybook[]): Terms {
  const own = new Map(versions.map((each) => [each, ownTerms(each, question.plan.playbook)]))
  const all = [ownTerms(question, question.plan.playbook), ...own.values()]
  return {
    tiers: unitedValues(all.map(({ tiers }) => tiers)),
    strategies: unitedValues(all.map(({ strategies }) => strategies)),
    reasons: unitedValues(all.map(({ reasons }) => reasons)),
    termsOf: (version) => own.get(version) ?? ownTerms(version, question.plan.playbook),
  }
}

function ownTerms(version: PreparedPlaybook, question: Playbook): Names {
  const { plan, tierNode, arbitration } = version
  const { classes, names } = diff(plan.playbook, question).renames
  const later = (name: string | null): string[] => {
    const type = name === null ? undefined : plan.types.get(name)
    if (name === null || type?.kind !== 'class') return []
    return type.values.map((value) => classes.get(name)?.get(value) ?? value)
  }
  const reasons = sourceValues(arbitration).map((id) => names.get(id) ?? id)
  return { tiers: later(tierNode), strategies: later(arbitration.strategy), reasons }
}

/** Decides what the lists alone do not tell, in the terms that both sides share. */
export function outlookOf(today: Today, terms: Terms): Outlook {
  const decided = today.morning()
  const { rules, day, events } = today.grounds
  const { population } = decided.state
  const { count } = population
  const [tier, strategy, reason] = [new Uint8Array(count), new Uint8Array(count), new Uint8Array(count)]
  const value = new Float64Array(count)
  const rowsOf = rowsOfArms(rules.armOf, rules.arms.length)
  rules.arms.forEach((arm, place) => {
    const { plan, tierNode, arbitration, workingDays } = arm
    const { source } = arbitrationParts(arbitration.id)
    const names = [arbitration.strategy, arbitration.value, source, ...(tierNode === null ? [] : [tierNode])]
    const decider = compile(plan, { wanted: names })
    const own = decideOwn(decider, population, { asOf: day, workingDays, events }, rowsOf[place] ?? null)
    const known = terms.termsOf(arm)
    const figure = (name: string | null) => figureOf(name, own.decisions, population)
    const [tiers, strategies] = [figure(tierNode), figure(arbitration.strategy)]
    const [reasons, values] = [figure(source), figure(arbitration.value)]
    const codes = {
      tier: placesIn(terms.tiers, known.tiers),
      strategy: placesIn(terms.strategies, known.strategies),
      reason: placesIn(terms.reasons, known.reasons),
    }
    const take = (row: number, at: number) => {
      tier[row] = codes.tier[tiers(row, at)] ?? 0
      strategy[row] = codes.strategy[strategies(row, at)] ?? 0
      reason[row] = codes.reason[reasons(row, at)] ?? 0
      value[row] = values(row, at)
    }
    if (own.rows) own.rows.forEach(take)
    else for (let row = 0; row < count; row += 1) if (rules.armOf[row] === place) take(row, row)
  })
  const action = decided.decisions.columns.get(decided.ranking.arbitration)
  return {
    today,
    decided,
    tier: { codes: tier, values: terms.tiers },
    strategy: { codes: strategy, values: terms.strategies },
    action: { codes: action instanceof Uint8Array ? action : new Uint8Array(count), values: ACTIONS },
    reason: { codes: reason, values: terms.reasons },
    listing: { codes: listingsOf(today, decided), values: LISTINGS },
    value,
  }
}

/** A figure of the playbook by its place among those decided, or a fact by the row; 0 for what is not there. */
function figureOf(
  name: string | null,
  { columns }: Decisions,
  facts: Population,
): (row: number, at: number) => number {
  const decided = name === null ? undefined : columns.get(name)
  if (decided) return (_row, at) => decided[at] ?? 0
  const fact = name === null ? undefined : facts.columns.get(name)
  return (row) => fact?.[row] ?? 0
}

/** For each code of a version's own values, from 1, the code of the same value in the common list. */
const placesIn = (common: readonly string[], own: readonly string[]): Uint8Array =>
  Uint8Array.from([0, ...own.map((value) => common.indexOf(value) + 1)])

/** The code of who is listed, among those of what becomes of who is due. */
export const LISTED = LISTINGS.indexOf('listed') + 1

function listingsOf({ staff, grounds }: Today, decided: Decided): Uint8Array {
  const listings = new Uint8Array(grounds.snapshot.customers.count)
  for (const member of staff.members.keys()) {
    rowsOf(decided, member).rows.forEach((row, at) => {
      listings[row] = LISTINGS.indexOf(listingAt(decided.lists, member, at)) + 1
    })
  }
  return listings
}
