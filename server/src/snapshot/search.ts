import { lowerCased } from './letters.ts'
import type { TextColumn } from './packed-texts.ts'
import type { People, Person } from './people.ts'

const FOUND_AT_MOST = 50

/** A customer whom a search found. */
export interface FoundCustomer {
  readonly id: string
  readonly name: string
  readonly branch: string
  readonly adviser: string | null
  readonly phone: string | null
}

/** Who is of which branch and adviser, by row. */
interface Registers {
  readonly customers: {
    readonly ids: TextColumn
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
  /** Customers who are not to be found, by number. */
  readonly without?: ReadonlySet<string>
}

/** Finds customers, the first by number. */
export function findCustomers(
  people: People,
  { customers, branches, advisers }: Registers,
  { text, branch, without }: CustomerSearch,
): FoundCustomer[] {
  const wanted = branch === null ? null : branches.findIndex(({ id }) => id === branch)
  const found: FoundCustomer[] = []
  for (const row of text === '' ? customers.branch.keys() : people.rowsWith(text)) {
    const place = customers.branch[row]
    if (place === undefined || (wanted !== null && place !== wanted)) continue
    const id = customers.ids.at(row)
    const person = people.at(row)
    if (id === undefined || person === null || without?.has(id) || !has(id, person, text)) continue
    const adviser = advisers[customers.adviser[row] ?? -1]
    found.push({ id, ...person, branch: branches[place]?.id ?? '', adviser: adviser?.id ?? null })
    if (found.length === FOUND_AT_MOST) break
  }
  return found
}

function has(id: string, { name, phone }: Person, text: string): boolean {
  const small = lowerCased(text)
  return (
    lowerCased(name).includes(small) || lowerCased(id).includes(small) || (phone?.includes(text) ?? false)
  )
}
