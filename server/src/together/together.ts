import { Ear } from './ear.ts'

/** Somebody who has a playbook open in the workshop, in one of his tabs. */
export interface Present {
  readonly tab: string
  readonly user: string
  readonly name: string
  /** The node whose form he has open; null for none. */
  readonly node: string | null
}

/** What those who have a playbook open are told at once. Whoever wants to know more asks for it. */
export type News =
  | { readonly event: 'present'; readonly people: readonly Present[] }
  /** The draft has become another one, or is none any more. */
  | { readonly event: 'draft'; readonly by: string; readonly etag: string }
  /** Something became of a version. */
  | { readonly event: 'versions' }
  | { readonly event: 'comments' }

interface Guest {
  readonly ear: Ear
  person: Present
}

/**
 * Those who have playbooks open at this moment. It is kept in memory only: one server works on a bank, and after
 * its restart every tab comes back by itself.
 */
export class Together {
  /** Guests by user and tab, by playbook: nobody takes a place by guessing the name of another's tab. */
  readonly #rooms = new Map<string, Map<string, Guest>>()

  /** Lets somebody in, and tells everybody. The same tab has one place at most: the latest. */
  join(playbook: string, person: Omit<Present, 'node'>): Ear {
    const room = this.#rooms.get(playbook) ?? new Map<string, Guest>()
    this.#rooms.set(playbook, room)
    const key = placeOf(person)
    const before = room.get(key)
    before?.ear.close()
    const ear = new Ear()
    room.set(key, { ear, person: { ...person, node: before?.person.node ?? null } })
    this.#tellPresent(playbook)
    return ear
  }

  /** How many tabs somebody has here, with all playbooks, beside the given one. */
  otherTabsOf({ user, tab }: Pick<Present, 'user' | 'tab'>): number {
    return [...this.#rooms.values()]
      .flatMap((room) => [...room.values()])
      .filter(({ person }) => person.user === user && person.tab !== tab).length
  }

  /** Somebody is gone, unless his tab has come back meanwhile. */
  leave(playbook: string, person: Omit<Present, 'node'>, ear: Ear): void {
    ear.close()
    const room = this.#rooms.get(playbook)
    if (room?.get(placeOf(person))?.ear !== ear) return
    room.delete(placeOf(person))
    if (room.size === 0) this.#rooms.delete(playbook)
    else this.#tellPresent(playbook)
  }

  /** Says which node somebody has before him; false when his tab is not there. */
  turn(playbook: string, { node, ...person }: Omit<Present, 'name'>): boolean {
    const guest = this.#rooms.get(playbook)?.get(placeOf(person))
    if (!guest) return false
    if (guest.person.node !== node) {
      guest.person = { ...guest.person, node }
      this.#tellPresent(playbook)
    }
    return true
  }

  tell(playbook: string, news: News): void {
    for (const { ear } of this.#rooms.get(playbook)?.values() ?? []) ear.hear(news)
  }

  /** Sends everybody away, so that the server can end. */
  close(): void {
    for (const room of this.#rooms.values()) for (const { ear } of room.values()) ear.close()
    this.#rooms.clear()
  }

  #tellPresent(playbook: string): void {
    const people = [...(this.#rooms.get(playbook)?.values() ?? [])].map(({ person }) => person)
    this.tell(playbook, { event: 'present', people })
  }
}

const placeOf = ({ user, tab }: Pick<Present, 'user' | 'tab'>): string => `${user}/${tab}`
