import { setImmediate } from 'node:timers/promises'
import type { People, Person } from './people.ts'

/** After so many have been looked at, others have their turn. */
const LOOKED_AT_AT_A_TIME = 1_000

/** A customer whom a search found. */
export interface FoundCustomer extends Person {
  readonly branch: string
  readonly adviser: string | null
}

/** Who is of which branch and adviser, by row. */
interface Registers {
  readonly customers: {
    readonly branch: Int32Array
    readonly adviser: Int32Array
  }
  readonly branches: readonly { readonly id: string }[]
  readonly advisers: readonly { readonly id: string }[]
}

export interface CustomerSearch {
  /** Part of a name, a number or a telephone number, upper and lower case alike; everybody has an empty one. */
  readonly text: string
  /** Null for all branches. */
  readonly branch: string | null
  /** So many are found, from one on. */
  readonly most: number
  /** Customers who are not to be found, by number. */
  readonly without?: ReadonlySet<string>
}

/** Finds customers, the first by number. */
export async function findCustomers(
  people: People,
  { customers, branches, advisers }: Registers,
  { text, branch, most, without }: CustomerSearch,
): Promise<FoundCustomer[]> {
  const wanted = branch === null ? null : branches.findIndex(({ id }) => id === branch)
  const { rows, at } = people.having(text)
  const found: FoundCustomer[] = []
  let looks = 0
  for (const row of rows ?? customers.branch.keys()) {
    const place = customers.branch[row]
    if (place === undefined || (wanted !== null && place !== wanted)) continue
    looks += 1
    if (looks % LOOKED_AT_AT_A_TIME === 0) await setImmediate()
    const person = at(row)
    if (person === null || without?.has(person.id)) continue
    const adviser = advisers[customers.adviser[row] ?? -1]
    found.push({ ...person, branch: branches[place]?.id ?? '', adviser: adviser?.id ?? null })
    if (found.length === most) break
  }
  return found
}
