import { decider } from '../evaluate/decider.ts'
import type { Decisions } from '../evaluate/decisions.ts'
import { type DailyLists, dailyLists, type Portfolios } from '../lists/daily-lists.ts'
import { rankingOf } from '../lists/quotas.ts'
import { LISTED_ACTIONS } from '../nodes/arbitration/arbitration.ts'
import { DECIDING_ROW } from '../nodes/table/outputs.ts'
import type { Plan } from '../plan/plan.ts'
import type { Run } from '../plan/run.ts'
import { type Column, decode, MISSING_INTEGER } from '../population/column.ts'
import type { Population } from '../population/population.ts'
import { splitReference } from '../values/fields.ts'
import type { Maybe, ValueType } from '../values/value-type.ts'
import type { Renames } from './renames.ts'

/** A plan, and the customers with the facts of its dictionary; both sides have the same customers in one order. */
export interface Side {
  readonly plan: Plan
  readonly population: Population
  /**
   * Who looks after whom, for lists as long as the advisers' minutes allow; without it everybody whom the
   * playbook calls for counts as listed.
   */
  readonly portfolios?: Portfolios
}

/** Customers to whom the same happens: how many, and the positions of the first of them. */
export interface Group {
  readonly count: number
  readonly examples: readonly number[]
}

/** How a class or a yes or no changes: who went from which value to which. */
export interface Moves {
  readonly kind: 'moves'
  /** The outcome, by its name in the later playbook and in the earlier one. */
  readonly name: string
  readonly nameBefore: string
  readonly changed: number
  /** The greatest groups first; nobody who stays is among them. */
  readonly moves: readonly (Group & { readonly from: Maybe; readonly to: Maybe })[]
}

/** How a number changes. Sums leave out the missing. */
export interface Shifts {
  readonly kind: 'shifts'
  readonly name: string
  readonly changed: number
  readonly rose: Group
  readonly fell: Group
  /** Known before and missing now, and the other way. */
  readonly lost: Group
  readonly found: Group
  readonly sumBefore: number
  readonly sumAfter: number
}

/** What another playbook would change for the customers of a bank. */
export interface PopulationChanges {
  readonly count: number
  /** Customers for whom any outcome that both playbooks have is another. */
  readonly changed: number
  /** Outcomes of both playbooks that differ for anybody, in the order of the later plan. */
  readonly outcomes: readonly (Moves | Shifts)[]
  /** Outcomes that only one of the playbooks has, each by its name there. */
  readonly onlyBefore: readonly string[]
  readonly onlyAfter: readonly string[]
  /** Who comes on the day's lists and who goes from them; null when one of the playbooks makes no list. */
  readonly listed: Listed | null
}

export interface Listed {
  readonly before: number
  readonly after: number
  readonly gained: Group
  readonly lost: Group
}

const MOST_EXAMPLES = 5

interface Options {
  /** What has another name in the later playbook, as `diff` finds it. */
  readonly renames?: Renames
}

/** Decides all customers by both playbooks on the same day, and says for whom what is different. */
export function changes(before: Side, after: Side, run: Run, options: Options = {}): PopulationChanges {
  const { renames } = options
  const { count } = after.population
  const renamed = (name: string) => laterName(name, renames)
  const common = before.plan.outputs.flatMap(({ name, type }) => {
    if (isRowNumber(before.plan, name)) return []
    const later = after.plan.outputs.find((each) => each.name === renamed(name))
    return later && later.type.kind === type.kind ? [{ name, type, later }] : []
  })
  const [old, now] = [before, after].map((side) => decider(side.plan).decide(side.population, run))
  if (!old || !now) throw new Error('Two sides are decided')
  const touched = new Uint8Array(count)
  const found = common.flatMap(({ name, type, later }): (Moves | Shifts)[] => {
    const [one, other] = [old.columns.get(name), now.columns.get(later.name)]
    if (!one || !other) return []
    const isClass = type.kind === 'class' || type.kind === 'flag'
    return isClass
      ? [
          {
            name: later.name,
            nameBefore: name,
            ...movesOf([one, type], [other, later.type], valueNames(before.plan, name, renames), touched),
          },
        ]
      : [shiftsOf(later.name, one, other, touched)]
  })
  const order = new Map(after.plan.outputs.map(({ name }, at) => [name, at]))
  const isCommon = new Set(common.map(({ name }) => name))
  const isKnown = new Set(common.map(({ later }) => later.name))
  return {
    count,
    changed: touched.reduce((sum, each) => sum + each, 0),
    outcomes: found
      .filter(({ changed }) => changed > 0)
      .toSorted((left, right) => (order.get(left.name) ?? 0) - (order.get(right.name) ?? 0)),
    onlyBefore: before.plan.outputs.flatMap(({ name }) =>
      isCommon.has(name) || isRowNumber(before.plan, name) ? [] : [name],
    ),
    onlyAfter: after.plan.outputs.flatMap(({ name }) =>
      isKnown.has(name) || isRowNumber(after.plan, name) ? [] : [name],
    ),
    listed: listedOf([before.plan, old, before.portfolios], [after.plan, now, after.portfolios]),
  }
}

/**
 * Whether an outcome is the number of the row of a table that decided. Rows are counted: another row above it gives
 * it another number, and decides nothing otherwise.
 */
export function isRowNumber({ playbook }: Plan, name: string): boolean {
  const { node, part } = splitReference(name)
  return part === DECIDING_ROW && playbook.nodes.some(({ id, kind }) => id === node && kind === 'table')
}

/** How values of an outcome are called later. The source of a contact is the id of a node. */
const valueNames = ({ arbitration }: Plan, name: string, renames: Renames | undefined) =>
  name === `${arbitration}.source` ? renames?.names : renames?.classes.get(name)

function laterName(name: string, renames: Renames | undefined): string {
  const { node, part } = splitReference(name)
  const later = renames?.names.get(node) ?? node
  return part === null ? later : `${later}.${part}`
}

type Typed = readonly [column: Column, type: ValueType]

/** Codes of one side and the other make one number: so many values has no class. */
const CODES = 256

function movesOf(
  [old, oldType]: Typed,
  [now, nowType]: Typed,
  renamed: ReadonlyMap<string, string> | undefined,
  touched: Uint8Array,
): Omit<Moves, 'name' | 'nameBefore'> {
  const same = sameCodes(oldType, nowType, renamed)
  const groups = new Map<number, { count: number; examples: number[] }>()
  let changed = 0
  for (let at = 0; at < now.length; at += 1) {
    const [from, to] = [old[at] ?? 0, now[at] ?? 0]
    if (same[from] === to) continue
    changed += 1
    touched[at] = 1
    const key = from * CODES + to
    const group = groups.get(key) ?? { count: 0, examples: [] }
    group.count += 1
    if (group.examples.length < MOST_EXAMPLES) group.examples.push(at)
    groups.set(key, group)
  }
  const moves = [...groups]
    .toSorted(([key, left], [other, right]) => right.count - left.count || key - other)
    .map(([key, group]) => ({
      from: decode(oldType, Math.floor(key / CODES)),
      to: decode(nowType, key % CODES),
      ...group,
    }))
  return { kind: 'moves', changed, moves }
}

/** For each code of the earlier column the code of the same value in the later one; -1 when there is none. */
function sameCodes(
  old: ValueType,
  now: ValueType,
  renamed: ReadonlyMap<string, string> = new Map(),
): Int16Array {
  const codes = new Int16Array(CODES)
  for (let code = 0; code < CODES; code += 1) {
    const value = decode(old, code)
    const name = renamed.get(String(value)) ?? String(value)
    const later = now.kind === 'class' ? now.values.indexOf(name) + 1 : code
    codes[code] = value === null ? 0 : now.kind === 'class' && later === 0 ? -1 : later
  }
  return codes
}

function shiftsOf(name: string, old: Column, now: Column, touched: Uint8Array): Shifts {
  const [rose, fell, lost, found] = [newGroup(), newGroup(), newGroup(), newGroup()]
  let [sumBefore, sumAfter] = [0, 0]
  for (let at = 0; at < now.length; at += 1) {
    const [from, to] = [numberAt(old, at), numberAt(now, at)]
    const [wasKnown, isKnown] = [!Number.isNaN(from), !Number.isNaN(to)]
    if (wasKnown) sumBefore += from
    if (isKnown) sumAfter += to
    if (from === to || (!wasKnown && !isKnown)) continue
    touched[at] = 1
    const group = !wasKnown ? found : !isKnown ? lost : to > from ? rose : fell
    group.count += 1
    if (group.examples.length < MOST_EXAMPLES) group.examples.push(at)
  }
  const changed = rose.count + fell.count + lost.count + found.count
  return { kind: 'shifts', name, changed, rose, fell, lost, found, sumBefore, sumAfter }
}

const newGroup = () => ({ count: 0, examples: [] as number[] })

function numberAt(column: Column, at: number): number {
  const stored = column[at] ?? Number.NaN
  return stored === MISSING_INTEGER && column instanceof Int32Array ? Number.NaN : stored
}

type Decided = readonly [plan: Plan, decisions: Decisions, portfolios: Portfolios | undefined]

function listedOf(before: Decided, after: Decided): Listed | null {
  const [old, now] = [onList(before), onList(after)]
  if (!old || !now) return null
  const [gained, lost] = [newGroup(), newGroup()]
  for (let at = 0; at < now.length; at += 1) {
    if (old[at] === now[at]) continue
    const group = now[at] === 1 ? gained : lost
    group.count += 1
    if (group.examples.length < MOST_EXAMPLES) group.examples.push(at)
  }
  const total = (flags: Uint8Array) => flags.reduce((sum, each) => sum + each, 0)
  return { before: total(old), after: total(now), gained, lost }
}

/** For each customer 1 when he is listed. */
function onList([plan, decisions, portfolios]: Decided): Uint8Array | null {
  const { arbitration } = plan
  const [column, ranking] = [decisions.columns.get(arbitration ?? ''), rankingOf(plan)]
  const type = plan.types.get(arbitration ?? '')
  if (!column || !type || !ranking) return null
  if (portfolios) return ofLists(dailyLists(decisions, ranking, portfolios), decisions.count)
  const listed = new Set<Maybe>(LISTED_ACTIONS)
  return Uint8Array.from({ length: decisions.count }, (_, at) =>
    Number(listed.has(decode(type, column[at] ?? 0))),
  )
}

function ofLists({ customers, starts, listed }: DailyLists, count: number): Uint8Array {
  const flags = new Uint8Array(count)
  for (const [adviser, many] of listed.entries()) {
    const start = starts[adviser] ?? 0
    for (const customer of customers.subarray(start, start + many)) flags[customer] = 1
  }
  return flags
}
