import type { WorkingDays } from '../calendar/calendar.ts'
import { backward } from './backward.ts'
import { ANY_NUMBER, type Domain, isEmpty, meet } from './domain.ts'
import { forward } from './forward.ts'
import { type Graph, type Id, inputsOf } from './graph.ts'

/** What is known of every vertex, by its place. */
export type Domains = Domain[]

/** How much work is left, in vertices looked at: proofs end in bounded time without a clock. */
export interface Effort {
  left: number
}

/** One vertex is narrowed this often in a row at most: bounds that creep towards each other may creep for ever. */
const MOST_ROUNDS = 40

/** Narrows what is known of the vertices of a graph by what each says of the others. */
export class Propagator {
  readonly graph: Graph
  readonly workingDays: WorkingDays
  readonly #users: readonly (readonly Id[])[]
  readonly #weights: readonly number[]

  constructor(graph: Graph, workingDays: WorkingDays) {
    this.graph = graph
    this.workingDays = workingDays
    const users = graph.vertices.map((): Id[] => [])
    graph.vertices.forEach((vertex, id) => {
      for (const input of new Set(inputsOf(vertex))) users[input]?.push(id)
    })
    this.#users = users
    this.#weights = graph.vertices.map((vertex) => 1 + inputsOf(vertex).length)
  }

  /** What is known before anything is assumed: the domains of the variables, all or a part, and what follows. */
  initial(part = (domain: Domain): Domain => domain): Domains {
    const domains: Domains = []
    const variables = new Map([...this.graph.variables.values()].map(({ id, domain }) => [id, part(domain)]))
    this.graph.vertices.forEach((vertex, id) => {
      const found = forward(vertex, (input) => domains[input] ?? ANY_NUMBER, this.workingDays)
      domains.push(found ?? variables.get(id) ?? ANY_NUMBER)
    })
    return domains
  }

  /** What the inputs of a vertex say of it, whatever was assumed of it. */
  follows(id: Id, domains: Domains): Domain {
    const known = domains[id] ?? ANY_NUMBER
    return forward(this.graph.vertex(id), (input) => domains[input] ?? ANY_NUMBER, this.workingDays) ?? known
  }

  /**
   * Narrows `domains` in place, from these assumptions on, as far as it goes; false when they contradict each
   * other. Values that remain need not be possible, but what is taken away is impossible.
   */
  assume(domains: Domains, assumptions: readonly (readonly [Id, Domain])[], effort: Effort): boolean {
    const queued = new Set<Id>()
    const rounds = new Map<Id, number>()
    const of = (id: Id): Domain => domains[id] ?? ANY_NUMBER
    const narrow = (id: Id, to: Domain): boolean => {
      const before = of(id)
      const after = meet(before, to)
      if (after === before) return true
      domains[id] = after
      const round = (rounds.get(id) ?? 0) + 1
      rounds.set(id, round)
      if (isEmpty(after)) return false
      if (round > MOST_ROUNDS) return true
      queued.add(id)
      for (const user of this.#users[id] ?? []) queued.add(user)
      return true
    }
    for (const [id, to] of assumptions) if (!narrow(id, to)) return false
    for (const id of queued) {
      queued.delete(id)
      effort.left -= this.#weights[id] ?? 1
      if (effort.left < 0) return true
      const vertex = this.graph.vertex(id)
      const found = forward(vertex, of, this.workingDays)
      if (found && !narrow(id, found)) return false
      // The value as it is now, the vertex itself need not be looked at again for it.
      queued.delete(id)
      if (!backward(vertex, of(id), of, narrow, this.workingDays)) return false
    }
    return true
  }
}
