import type { Desk } from '../desk/desk.ts'

/** Who works in the first branch of a bank, by number, and customers of theirs. */
export function firstBranch({ today, snapshot }: Desk) {
  const { members, memberOf, deskOf } = today.staff
  const [first = -1, second = -1] = members.flatMap(({ name, branch }, place) =>
    name !== null && branch === 0 ? [place] : [],
  )
  const of = (member: number) => snapshot.customers.ids.at(memberOf.indexOf(member)) ?? ''
  const branch = snapshot.branches[0]?.id ?? ''
  return {
    branch,
    manager: `manager-${branch}`,
    adviser: members[first]?.id ?? '',
    colleague: members[second]?.id ?? '',
    desk: members[deskOf(0)]?.id ?? '',
    /** The adviser's. */
    customer: of(first),
    /** Nobody but the desk looks after him. */
    unattended: of(deskOf(0)),
  }
}
