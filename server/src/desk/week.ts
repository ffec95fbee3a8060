import { type BankEvent, type Column, type Day, formatDay, placesAmong } from '@branch-playbook/engine'
import { inForce } from '../events/in-force.ts'
import type { Leave } from '../store/leaves.ts'
import type { Contact } from '../store/ledger.ts'
import { absencesOn } from './absence.ts'
import { type Action, actionsOf } from './actions.ts'
import type { Arms } from './assigned.ts'
import type { Grounds } from './grounds.ts'
import { handoversOn, type Standing } from './handover.ts'
import { gathered, rowsIn } from './own-customers.ts'
import { Today } from './today.ts'

/** A day that is still to come, as it would be if every listed contact before it took place. */
export interface PlannedDay {
  readonly today: Today
  /** The members of the branch's staff, by their place in `today.staff`, and what is due on their lists. */
  readonly lists: readonly { readonly member: number; readonly actions: readonly Action[] }[]
}

/**
 * What becomes due in a branch on some days, and how it fits into the minutes of each: a forecast. Today is as its
 * list stands; of every day it is taken for granted that who is listed is reached, and who is cut is still due on the
 * next one. Of `events`, all that is announced, every day takes notice of what is news on it. Nobody knows what else
 * is announced, who moves money, or who calls meanwhile, and the quotas of the whole bank are counted as if the
 * branch were alone.
 */
export function weekOf(
  now: Today,
  branch: number,
  days: readonly Day[],
  leaves: readonly Leave[],
  events: readonly BankEvent[],
  handovers: readonly Standing[],
): PlannedDay[] {
  const grounds = branchOnly(now.grounds, branch)
  let before = [...grounds.before]
  let done = now.contacts
  return [now.grounds.day, ...days].map((day) => {
    const date = formatDay(day)
    const today = new Today({
      ...grounds,
      day,
      events: inForce(events, day),
      absences: absencesOn(leaves, date),
      handovers: handoversOn(handovers, date),
      before,
      today: done,
    })
    const lists = today.staff.members.flatMap((each, member) =>
      each.branch === branch ? [{ member, actions: actionsOf(today, today.live, member) }] : [],
    )
    const kept = lists.flatMap(({ member, actions }) =>
      actions
        .filter(({ listing }) => listing === 'listed')
        .map((action) => keptBy(action, today.staff.members[member]?.id ?? '', date)),
    )
    before = [...before, ...done, ...kept]
    done = []
    return { today, lists }
  })
}

/** A contact as it is if all goes well. */
const keptBy = ({ customer, key, channel, minutes }: Action, adviser: string, day: string): Contact => ({
  id: `${day} ${customer}`,
  customer,
  branch: '',
  adviser,
  by: adviser,
  action: key,
  channel,
  outcome: 'reached',
  note: '',
  minutes,
  day,
  at: day,
  call_back_on: null,
  call_back_minutes: null,
  call_back_time: null,
})

/** The grounds of a day with the customers of one branch only, so that a small branch of a large bank is quick. */
function branchOnly({ snapshot, rules, before, erased, ...rest }: Grounds, branch: number): Grounds {
  const { customers, facts } = snapshot
  const rows = rowsIn(customers.branch, branch)
  const { armOf, sideOf, experimentOf } = rules
  const ids = Array.from(rows, (row) => customers.ids.at(row) ?? '')
  const places = new Map(ids.map((id, place) => [id, place]))
  return {
    ...rest,
    snapshot: {
      ...snapshot,
      facts: new Map([...facts].map(([name, column]) => [name, gathered<Column>(column, rows)])),
      customers: {
        count: ids.length,
        ids,
        branch: gathered(customers.branch, rows),
        adviser: gathered(customers.adviser, rows),
        rowOf: (id) => places.get(id) ?? null,
        placeIn: placesAmong(ids),
      },
    },
    rules: {
      ...rules,
      armOf: gathered<Arms>(armOf, rows),
      sideOf: sideOf && gathered(sideOf, rows),
      experimentOf: experimentOf && gathered(experimentOf, rows),
    },
    before: before.filter(({ customer }) => places.has(customer)),
    erased: new Set([...rows.keys()].filter((place) => erased.has(rows[place] ?? -1))),
  }
}
