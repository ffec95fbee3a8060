import type { Figures, Maybe, Playbook } from '@branch-playbook/engine'

type Path = readonly (string | number)[]

/** A playbook and a customer on whom something goes wrong. */
export interface Failing {
  readonly playbook: Playbook
  readonly customer: Figures
}

const MOST_ROUNDS = 5

/**
 * The smallest failing case to be found by leaving things out: nodes, facts, entries of lists and optional fields;
 * and by plainer figures of the customer. `fails` says whether a candidate is still a playbook and still goes wrong.
 */
export async function minimise(
  failing: Failing,
  fails: (candidate: Failing) => Promise<boolean>,
): Promise<Failing> {
  let best = failing
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const before = best
    for (const smaller of [withoutNode, withoutFact, withoutPath, withPlainer]) {
      // What was left out moves the rest up, so the same place is tried again.
      for (let place = 0, next = smaller(best, 0); next !== null; next = smaller(best, place)) {
        if (next !== 'not here' && (await fails(next))) best = next
        else place += 1
      }
    }
    if (best === before) return best
  }
  return best
}

/** A smaller case by the place at which something is left out; null past the last place. */
type Smaller = (failing: Failing, place: number) => Failing | 'not here' | null

/** Nodes that others refer to stand before them more often than not, so the last goes first. */
const withoutNode: Smaller = ({ playbook, customer }, place) => {
  const at = playbook.nodes.length - 1 - place
  return at < 0 ? null : { playbook: { ...playbook, nodes: playbook.nodes.toSpliced(at, 1) }, customer }
}

const withoutFact: Smaller = ({ playbook, customer }, place) => {
  const fact = playbook.facts[place]
  if (!fact) return null
  const rest = new Map([...customer].filter(([name]) => name !== fact.name))
  return { playbook: { ...playbook, facts: playbook.facts.toSpliced(place, 1) }, customer: rest }
}

const withoutPath: Smaller = ({ playbook, customer }, place) => {
  const path = [...pathsIn(playbook.nodes)][place]
  if (!path) return null
  const nodes = structuredClone(playbook.nodes)
  remove(nodes, path)
  return { playbook: { ...playbook, nodes }, customer }
}

const PLAINER = 3

const withPlainer: Smaller = ({ playbook, customer }, place) => {
  const figure = [...customer][Math.floor(place / PLAINER)]
  if (!figure) return null
  const [name, value] = figure
  const plainer = plainerThan(value)[place % PLAINER]
  return plainer === undefined ? 'not here' : { playbook, customer: new Map(customer).set(name, plainer) }
}

/** Every place within the nodes, outer before inner. */
function* pathsIn(value: unknown, path: Path = []): Generator<Path> {
  if (typeof value !== 'object' || value === null) return
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value)
  for (const [key] of entries) yield [...path, key]
  for (const [key, inner] of entries) yield* pathsIn(inner, [...path, key])
}

function remove(root: object, path: Path): void {
  const parent = path
    .slice(0, -1)
    .reduce<unknown>((at, key) => (typeof at === 'object' && at ? Reflect.get(at, key) : undefined), root)
  const key = path.at(-1)
  if (Array.isArray(parent)) parent.splice(Number(key), 1)
  else if (typeof parent === 'object' && parent !== null && key !== undefined)
    Reflect.deleteProperty(parent, key)
}

function plainerThan(value: Maybe): Maybe[] {
  if (typeof value === 'boolean') return value ? [false] : []
  if (typeof value !== 'number' || value === 0) return []
  return [0, 1, Math.trunc(value / 2)].filter((each) => Math.abs(each) < Math.abs(value))
}
