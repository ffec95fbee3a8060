import { type Day, formatDay } from '@branch-playbook/engine'
import { recordOfRun, versionsNamed } from '../desk/rules-record.ts'
import { ordersBetween } from '../store/orders.ts'
import { unfinishedRuns } from '../store/runs.ts'
import type { Database } from '../store/tables.ts'

/** What was due when a contact was made, as the list of its day had it. */
export interface Occasion {
  /** The node that led; null for none. */
  readonly source: string | null
  readonly tier: string | null
  readonly strategy: string | null
  /** The identity of the playbook that decided it, a branch's own numbers included. */
  readonly hash: string
}

/** By the id of the contact what was due, for the contacts of a day that were logged for an action of its lists. */
export async function occasionsOn(store: Database, day: Day): Promise<ReadonlyMap<string, Occasion>> {
  const rows = await store
    .selectFrom('contacts')
    .innerJoin('decided', 'decided.day', 'contacts.day')
    .innerJoin('actions', (join) =>
      join
        .onRef('actions.run', '=', 'decided.run')
        .onRef('actions.customer', '=', 'contacts.customer')
        .onRef('actions.key', '=', 'contacts.action'),
    )
    .select([
      'contacts.id',
      'actions.sources',
      'actions.tier',
      'actions.strategy',
      'actions.playbook_hash as hash',
    ])
    .where('contacts.day', '=', formatDay(day))
    // Of the runs of a day that have the action the last one counts.
    .orderBy('decided.number')
    .execute()
  return new Map(
    rows.map(({ id, sources, ...rest }) => [id, { ...rest, source: sourcesIn(sources)[0]?.id ?? null }]),
  )
}

const sourcesIn = (text: string): readonly { readonly id: string }[] => JSON.parse(text)

/** The identities under which a playbook decided anybody in a period, with the numbers of branches in it. */
export async function hashesOfPlaybook(
  store: Database,
  playbook: string,
  from: Day,
  until: Day,
): Promise<ReadonlySet<string>> {
  const runs = await store
    .selectFrom('runs')
    .select(['rules', 'playbook', 'version', 'playbook_hash'])
    .distinct()
    .where('id', 'not in', unfinishedRuns(store))
    .where('day', '>=', formatDay(from))
    .where('day', '<=', formatDay(until))
    .execute()
  const named = runs
    .map(recordOfRun)
    .flatMap((record) => [...versionsNamed(record), ...(record.overlays ?? [])])
  return new Set(named.filter((each) => each.playbook === playbook).map(({ hash }) => hash))
}

/** The days on which customers ordered what was neither rejected nor cancelled, by customer. */
export async function orderDaysBetween(
  store: Database,
  from: Day,
  until: Day,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const orders = Map.groupBy(await ordersBetween(store, from, until), ({ customer }) => customer)
  return new Map(Array.from(orders, ([customer, own]) => [customer, own.map(({ day }) => day)]))
}
