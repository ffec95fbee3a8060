import { namesOf, type Playbook, type PlaybookNode } from '@branch-playbook/engine'
import { type Path, withValue } from '../document/path.ts'
import { edited, nodeEdit } from './edited.ts'

/** One decision may show that another is needed. */
const MOST_ROUNDS = 4

/**
 * The playbook in which a node decides whatever it must where a figure that it reads may be missing: what the checker
 * would ask for, decided in the way that does least. What it decides needlessly goes.
 */
export function withMissingDecided(playbook: Playbook, id: string): Playbook {
  let current = playbook
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const node: PlaybookNode | undefined = current.nodes.find((each) => each.id === id)
    const decisions = decisionsFor(current, id)
    if (!node || decisions.length === 0) break
    const decided = decisions.reduce<unknown>((value, each) => withValue(value, each.path, each.value), node)
    current = edited(current, [nodeEdit(current, id, decided)])
  }
  return current
}

interface Decision {
  readonly path: Path
  readonly value: unknown
}

function decisionsFor(playbook: Playbook, id: string): Decision[] {
  const found: Decision[] = []
  const names = namesOf(playbook)
  names.nodes.get(id)?.check(names, (code, path, values = {}) => {
    if (code === 'missing_undecided')
      found.push({ path: [...path, String(values.field)], value: leastDecision(String(values.choices)) })
    if (code === 'missing_impossible') found.push({ path, value: undefined })
    if (code === 'formula_missing_undecided')
      found.push({ path: ['calculation', 'mayBeMissing'], value: true })
    if (code === 'formula_decided_needlessly') found.push({ path, value: undefined })
    // A count is worth nothing until somebody says what one of it is worth.
    if (code === 'count_without_worth') found.push({ path: [...path, 'each'], value: 0 })
  })
  return found
}

/** What the engine's problem lists as choices: none for a number, a condition, or values of which the last admits least. */
function leastDecision(choices: string): unknown {
  if (choices === 'none') return 0
  if (choices === 'condition') return false
  if (choices.startsWith('{')) return { as: 'left_out' }
  return choices.split(', ').at(-1)
}
