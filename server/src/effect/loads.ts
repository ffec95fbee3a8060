import { adviserOf } from '../api/adviser.ts'
import type { Effect } from '../api/effect-report.ts'
import { rowsOf } from '../desk/today.ts'
import { LISTED, type Outlook } from './outlook.ts'

type Load = Effect['lists']['before']
type LoadChange = Effect['lists']

/** The lists of the bank, of every branch and of everybody in it, before and after. */
export function loadChanges(before: Outlook, after: Outlook): Pick<Effect, 'lists' | 'branches'> {
  const { staff, grounds } = after.today
  const { gained, lost } = comingAndGoing(before, after)
  const members = staff.members.map((member, place) => {
    const { minutes: _minutes, ...adviser } = adviserOf(member)
    return {
      branch: member.branch,
      ...adviser,
      before: loadOf(before, place),
      after: loadOf(after, place),
      gained: gained[place] ?? 0,
      lost: lost[place] ?? 0,
    }
  })
  const byBranch = Map.groupBy(members, ({ branch }) => branch)
  return {
    lists: total(members),
    branches: grounds.snapshot.branches.map((branch, place) => {
      const own = byBranch.get(place) ?? []
      return { ...branch, ...total(own), advisers: own.map(({ branch: _branch, ...adviser }) => adviser) }
    }),
  }
}

function loadOf({ today, decided }: Outlook, member: number): Load {
  const { lists } = decided
  const { listed, cut, overQuota } = rowsOf(decided, member)
  return {
    minutes: today.staff.members[member]?.minutes ?? 0,
    listed,
    cut,
    overQuota,
    minutesListed: lists.minutesListed[member] ?? 0,
    minutesDue: lists.minutesDue[member] ?? 0,
  }
}

function total(parts: readonly LoadChange[]): LoadChange {
  const sum = (of: (part: LoadChange) => number) => parts.reduce((found, part) => found + of(part), 0)
  const load = (side: 'before' | 'after'): Load => ({
    minutes: sum((part) => part[side].minutes),
    listed: sum((part) => part[side].listed),
    cut: sum((part) => part[side].cut),
    overQuota: sum((part) => part[side].overQuota),
    minutesListed: sum((part) => part[side].minutesListed),
    minutesDue: sum((part) => part[side].minutesDue),
  })
  return {
    before: load('before'),
    after: load('after'),
    gained: sum(({ gained }) => gained),
    lost: sum(({ lost }) => lost),
  }
}

/** How many customers come on and go from the list of every member of the staff. */
function comingAndGoing(before: Outlook, after: Outlook) {
  const { members, memberOf } = after.today.staff
  const [gained, lost] = [new Int32Array(members.length), new Int32Array(members.length)]
  memberOf.forEach((member, row) => {
    const was = before.listing.codes[row] === LISTED
    const is = after.listing.codes[row] === LISTED
    if (was !== is) {
      const counts = is ? gained : lost
      counts[member] = (counts[member] ?? 0) + 1
    }
  })
  return { gained, lost }
}
