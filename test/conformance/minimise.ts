import type { Figures, Maybe, Playbook } from '@branch-playbook/engine'

type Path = readonly (string | number)[]

/** A playbook and a customer on whom something goes wrong. */
export interface Failing {
  readonly playbook: Playbook
  readonly customer: Figures
}

const MOST_TRIES = 3000

/**
 * The smallest failing case to be found by leaving things out: nodes, entries of lists, optional fields, facts; and
 * by plainer figures of the customer. `fails` says whether a candidate is still a playbook and still goes wrong.
 */
export async function minimise(
  failing: Failing,
  fails: (candidate: Failing) => Promise<boolean>,
): Promise<Failing> {
  let [best, tries, smaller] = [failing, 0, true]
  while (smaller) {
    smaller = false
    for (const candidate of candidates(best)) {
      tries += 1
      if (tries > MOST_TRIES) return best
      if (!(await fails(candidate))) continue
      best = candidate
      smaller = true
      break
    }
  }
  return best
}

/** Smaller cases, those that leave out most first. */
function* candidates({ playbook, customer }: Failing): Generator<Failing> {
  for (const at of playbook.nodes.keys()) {
    yield { playbook: { ...playbook, nodes: playbook.nodes.slice(at) }, customer }
    yield { playbook: { ...playbook, nodes: playbook.nodes.toSpliced(at, 1) }, customer }
  }
  for (const [at, { name }] of playbook.facts.entries()) {
    const rest = new Map([...customer].filter(([fact]) => fact !== name))
    yield { playbook: { ...playbook, facts: playbook.facts.toSpliced(at, 1) }, customer: rest }
  }
  for (const path of pathsIn(playbook.nodes)) {
    const nodes = structuredClone(playbook.nodes)
    remove(nodes, path)
    yield { playbook: { ...playbook, nodes }, customer }
  }
  for (const [name, value] of customer) {
    for (const plainer of plainerThan(value)) {
      yield { playbook, customer: new Map(customer).set(name, plainer) }
    }
  }
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
