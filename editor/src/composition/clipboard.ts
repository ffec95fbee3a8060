import {
  edgesOf,
  factSchema,
  fieldsOf,
  nodeSchema,
  type Playbook,
  type PlaybookNode,
  playbookSchema,
} from '@branch-playbook/engine'
import { z } from 'zod'
import type { Edit } from '../document/history.ts'
import { type Names, withNames } from './references.ts'
import { namesBeside, takenNames, titlesBeside } from './unique.ts'

/** Says that a text on the clipboard is of a playbook, and in which form. */
const MARK = 'branch-playbook/nodes/1'

/** No playbook has more. */
const MOST_NODES = 10_000

const { layout, groups, notes } = playbookSchema.shape

const copiedSchema = z.strictObject({
  mark: z.literal(MARK),
  nodes: z.array(nodeSchema).max(MOST_NODES),
  /** The facts that the nodes read, for a playbook that lacks them. */
  facts: z.array(factSchema).max(2000),
  layout,
  groups,
  notes,
})

type Copied = z.infer<typeof copiedSchema>

/** Farther off than any canvas reaches, in pixels. */
const FAR = 1e9

/** So many characters are read; no playbook is larger. */
const MOST_CHARACTERS = 16 * 1024 * 1024

/** Nodes, and notes of the canvas, as a text: for the clipboard, a file or a mail. */
export function copyText(
  { nodes, facts, layout = {}, groups = [], notes = [] }: Playbook,
  ids: readonly string[],
  noteIds: readonly string[] = [],
): string {
  const wanted = new Set(ids)
  const copied = nodes.filter(({ id }) => wanted.has(id))
  const read = new Set(copied.flatMap((node) => edgesOf(node).map(({ to }) => to)))
  return JSON.stringify(
    {
      mark: MARK,
      nodes: copied,
      facts: facts.filter(({ name }) => read.has(name)),
      layout: Object.fromEntries(Object.entries(layout).filter(([id]) => wanted.has(id))),
      groups: groups.filter((group) => group.nodes.every((id) => wanted.has(id))),
      notes: notes.filter(({ id }) => noteIds.includes(id)),
    },
    null,
    1,
  )
}

interface Point {
  readonly x: number
  readonly y: number
}

export type Pasted =
  | {
      readonly ok: true
      readonly edits: readonly Edit[]
      /** The nodes that came, by the ids that they have now. */
      readonly ids: readonly string[]
      readonly notes: readonly string[]
      /** How many facts came along because the playbook lacked them. */
      readonly facts: number
    }
  | { readonly ok: false; readonly why: 'not_nodes' | 'too_large' | 'other_form' }

/**
 * What a text that was copied adds to a playbook, its upper left corner at `at`. Nodes get ids and names of their own
 * where theirs are taken, and what they refer to among themselves follows; facts that are lacking come along.
 */
export function paste(playbook: Playbook, text: string, at: Point): Pasted {
  if (text.length > MOST_CHARACTERS) return { ok: false, why: 'too_large' }
  const found = readJson(text)
  if (!z.object({ mark: z.literal(MARK) }).safeParse(found).success) return { ok: false, why: 'not_nodes' }
  const parsed = copiedSchema.safeParse(found)
  if (!parsed.success || hasTwins(parsed.data) || !isOnCanvas(parsed.data))
    return { ok: false, why: 'other_form' }
  if (playbook.nodes.length + parsed.data.nodes.length > MOST_NODES) return { ok: false, why: 'too_large' }
  return placed(playbook, parsed.data, at)
}

/** Whether two nodes have one id, so that nobody could say which of them is meant. */
const hasTwins = ({ nodes }: Copied): boolean => new Set(nodes.map(({ id }) => id)).size < nodes.length

/** Whether everything has a place that can be reckoned with, and only what comes along has one. */
function isOnCanvas({ nodes, layout = {}, notes = [] }: Copied): boolean {
  const ids = new Set(nodes.map(({ id }) => id))
  return (
    Object.keys(layout).every((id) => ids.has(id)) &&
    [...Object.values(layout), ...notes].every(({ x, y }) => Math.abs(x) < FAR && Math.abs(y) < FAR)
  )
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function placed(playbook: Playbook, copied: Copied, at: Point): Pasted {
  const { names, facts } = namesHere(playbook, copied)
  const titled = titlesBeside(playbook.nodes.map(({ name }) => name))
  const nodes = copied.nodes.map(
    (node): PlaybookNode =>
      nodeSchema.parse({
        ...Object(withNames(node, fieldsOf(node), names)),
        id: names.get(node.id),
        name: titled(node.name),
      }),
  )
  const named = (id: string) => names.get(id) ?? id
  const spots = [...Object.values(copied.layout ?? {}), ...(copied.notes ?? [])]
  const [left, top] = [Math.min(...spots.map(({ x }) => x)), Math.min(...spots.map(({ y }) => y))]
  const moved = <Spot extends Point>(spot: Spot): Spot => ({
    ...spot,
    x: Math.round(spot.x - left + at.x),
    y: Math.round(spot.y - top + at.y),
  })
  const layout = Object.fromEntries(
    Object.entries(copied.layout ?? {}).map(([id, spot]) => [named(id), moved(spot)]),
  )
  const notes = withOwnIds(playbook.notes ?? [], copied.notes ?? []).map(moved)
  const groups = withOwnIds(playbook.groups ?? [], copied.groups ?? []).map((group) => ({
    ...group,
    nodes: group.nodes.map(named),
  }))
  const edits: Edit[] = [{ path: ['nodes'], value: [...playbook.nodes, ...nodes] }]
  if (facts.length > 0) edits.push({ path: ['facts'], value: [...playbook.facts, ...facts] })
  if (Object.keys(layout).length > 0)
    edits.push({ path: ['layout'], value: { ...playbook.layout, ...layout } })
  if (groups.length > 0) edits.push({ path: ['groups'], value: [...(playbook.groups ?? []), ...groups] })
  if (notes.length > 0) edits.push({ path: ['notes'], value: [...(playbook.notes ?? []), ...notes] })
  return {
    ok: true,
    edits,
    ids: nodes.map(({ id }) => id),
    notes: notes.map(({ id }) => id),
    facts: facts.length,
  }
}

/** The names that everything copied has in this playbook, and the facts that it lacks. */
function namesHere(playbook: Playbook, { nodes, facts }: Copied) {
  const nameHere = namesBeside(takenNames(playbook))
  const known = new Set(playbook.facts.map(({ name }) => name))
  const names = new Map<string, string>()
  const lacking = facts
    .filter(({ name }) => !known.has(name))
    .map((fact) => {
      const name = nameHere(fact.name)
      names.set(fact.name, name)
      return { ...fact, name }
    })
  for (const { id } of nodes) names.set(id, nameHere(id))
  const all: Names = names
  return { names: all, facts: lacking }
}

/** Groups and notes with ids that nothing here has. */
function withOwnIds<Thing extends { readonly id: string }>(
  here: readonly Thing[],
  come: readonly Thing[],
): Thing[] {
  const nameHere = namesBeside(here.map(({ id }) => id))
  return come.map((thing) => ({ ...thing, id: nameHere(thing.id) }))
}

/** The same nodes and notes once more, beside themselves. `at` is where the upper left of them comes to stand. */
export const duplicate = (
  playbook: Playbook,
  ids: readonly string[],
  at: Point,
  noteIds: readonly string[] = [],
): Pasted => paste(playbook, copyText(playbook, ids, noteIds), at)
