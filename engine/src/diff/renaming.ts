import { namesOf } from '../check/scope.ts'
import { nodeSchema, type Playbook, type PlaybookNode } from '../playbook/playbook.ts'
import { canonical, isRecord, isSame } from './document.ts'
import { type Renames, rewrite } from './renames.ts'
import { type Leftover, pairSimilar } from './similar.ts'

/** A thing of a playbook without its name, by which it may be known again under another. */
interface Nameless {
  readonly name: string
  readonly content: Readonly<Record<string, unknown>>
}

/** Things of another name that share less than this are different things. */
const LEAST_SHARED = 0.6

/** Chains of renamed nodes that refer to each other are followed so far. */
const MOST_ROUNDS = 8

/** Finds the facts, nodes and values of classes that are the same in both playbooks under other names. */
export function findRenames(before: Playbook, after: Playbook): Renames {
  const names = new Map(renamedFacts(before, after))
  const nodes = renamedNodes(before, after, names)
  for (const [was, name] of nodes) names.set(was, name)
  return { names, ...renamedEntries(before, after, nodes) }
}

function renamedFacts(before: Playbook, after: Playbook): ReadonlyMap<string, string> {
  const nameless = ({ facts }: Playbook, others: Playbook): Nameless[] => {
    const known = new Set(others.facts.map(({ name }) => name))
    return facts.flatMap(({ name, ...content }) => (known.has(name) ? [] : [{ name, content }]))
  }
  return known(nameless(before, after), nameless(after, before))
}

/** In rounds: a node whose references were renamed is known again only once these are. */
function renamedNodes(
  before: Playbook,
  after: Playbook,
  facts: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const left = ({ nodes }: Playbook, others: Playbook): PlaybookNode[] => {
    const ids = new Set(others.nodes.map(({ id }) => id))
    return nodes.filter(({ id }) => !ids.has(id))
  }
  const [olds, news] = [left(before, after), left(after, before).map(namelessNode)]
  for (let round = 0; round < MOST_ROUNDS && found.size < olds.length; round += 1) {
    const names = new Map([...facts, ...found])
    const taken = new Set(found.values())
    const rest = olds
      .filter(({ id }) => !found.has(id))
      .map((node) =>
        namelessNode(rewrite(nodeSchema, node, { names, classes: new Map(), entries: new Map() }).value),
      )
    const size = found.size
    for (const [was, name] of known(
      rest,
      news.filter(({ name }) => !taken.has(name)),
    ))
      found.set(was, name)
    if (found.size === size) break
  }
  return found
}

function namelessNode(node: unknown): Nameless {
  if (!isRecord(node)) return { name: '', content: {} }
  const { id, ...content } = node
  return { name: String(id), content }
}

/** Those that say the same under another name; then those of the same kind that say nearly the same. */
function known(before: readonly Nameless[], after: readonly Nameless[]): Map<string, string> {
  const found = new Map<string, string>()
  const byContent = Map.groupBy(after, ({ content }) => canonical(content))
  for (const { name, content } of before) {
    const same = byContent.get(canonical(content))?.shift()
    if (same) found.set(name, same.name)
  }
  const taken = new Set(found.values())
  const leftover = (things: readonly Nameless[], isTaken: (name: string) => boolean): Leftover[] =>
    things.flatMap(({ name, content }, at) => (isTaken(name) ? [] : [{ at, value: content }]))
  const pairs = pairSimilar(
    leftover(before, (name) => found.has(name)),
    leftover(after, (name) => taken.has(name)),
    LEAST_SHARED,
  )
  for (const [was, is] of pairs) {
    const [old, other] = [before[was], after[is]]
    if (old && other && old.content.kind === other.content.kind && old.content.type === other.content.type)
      found.set(old.name, other.name)
  }
  return found
}

/** Entries of lists of a node that have another id or name and are the same otherwise, and the classes they make. */
function renamedEntries(
  before: Playbook,
  after: Playbook,
  nodes: ReadonlyMap<string, string>,
): Pick<Renames, 'classes' | 'entries'> {
  const [scope, scopeAfter] = [namesOf(before), namesOf(after)]
  const byId = new Map(after.nodes.map((node) => [node.id, node]))
  const classes = new Map<string, ReadonlyMap<string, string>>()
  const entries = new Map<string, ReadonlyMap<string, string>>()
  for (const node of before.nodes) {
    const later = byId.get(nodes.get(node.id) ?? node.id)
    if (!later || later.kind !== node.kind) continue
    const [type, typeAfter] = [scope.value(node.id)?.type, scopeAfter.value(later.id)?.type]
    for (const [list, value] of Object.entries(node)) {
      const renamed = renamedKeys(value, Reflect.get(later, list))
      if (renamed.size === 0) continue
      entries.set(`${node.id}/${list}`, renamed)
      if (type?.kind !== 'class' || typeAfter?.kind !== 'class') continue
      const own = [...renamed].filter(
        ([was, is]) => type.values.includes(was) && typeAfter.values.includes(is),
      )
      if (own.length > 0) classes.set(node.id, new Map(own))
    }
  }
  return { classes, entries }
}

/** The entries that stand under another id or name and say the same otherwise. */
function renamedKeys(before: unknown, after: unknown): Map<string, string> {
  if (!Array.isArray(before) || !Array.isArray(after)) return new Map()
  const [olds, news] = [before.flatMap(keyed), after.flatMap(keyed)]
  const [were, are] = [new Set(olds.map(({ key }) => key)), new Set(news.map(({ key }) => key))]
  const come = news.filter(({ key }) => !were.has(key))
  const found = new Map<string, string>()
  for (const { key, rest } of olds.filter((each) => !are.has(each.key))) {
    const at = come.findIndex((each) => isSame(each.rest, rest))
    const [same] = at < 0 ? [] : come.splice(at, 1)
    if (same) found.set(key, same.key)
  }
  return found
}

/** Bands and facts are told apart by their names, all else by ids. */
function keyed(entry: unknown): { key: string; rest: unknown }[] {
  if (!isRecord(entry)) return []
  const { id, ...rest } = entry
  if (typeof id === 'string') return [{ key: id, rest }]
  const { name, ...others } = entry
  return typeof name === 'string' ? [{ key: name, rest: others }] : []
}
