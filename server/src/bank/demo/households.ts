import type { Person } from './person.ts'

interface Household {
  readonly id: string
  readonly branch: string
  readonly members: Pick<Person, 'name' | 'age'>[]
}

/** So many of a branch may still be joined; one in so many looks at all branches, as families move. */
const JOINABLE = 40
const AFAR = 9
const MOST_MEMBERS = 5

/**
 * Puts customers into households as they are drawn: couples of about one age, children of their surname. Nothing
 * is drawn for it, so that the bank is otherwise what it was without households.
 */
export class Households {
  readonly #open: Household[] = []

  /** The household of the customer at a place in the order of drawing. */
  of(at: number, branch: string, person: Person): string {
    const near = at % AFAR === 0 ? this.#open : this.#open.filter((each) => each.branch === branch)
    const own = at % 2 === 0 ? undefined : near.findLast((each) => belongs(person, each))
    if (own) {
      own.members.push(person)
      return own.id
    }
    const founded = { id: `F${at}`, branch, members: [person] }
    this.#open.push(founded)
    if (this.#open.length > JOINABLE) this.#open.shift()
    return founded.id
  }
}

function belongs({ name, age }: Person, { members }: Household): boolean {
  const [head, ...others] = members
  if (!head || members.length >= MOST_MEMBERS) return false
  const apart = Math.abs(head.age - age)
  const isPartner = others.length === 0 && head.age >= 25 && age >= 25 && apart <= 6
  return isPartner || (head.name[0] === name[0] && apart >= 20 && apart <= 40)
}
