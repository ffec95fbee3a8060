import type { CanvasGroup, CanvasNote, Playbook } from '@branch-playbook/engine'
import type { Node } from '@xyflow/react'
import { around, type Box } from './boxes.ts'
import type { Point } from './layout.ts'
import { groupOnCanvas, noteOnCanvas } from './selection.ts'

type Card = Node<Record<string, never>, 'card'>
export type Note = Node<{ readonly note: CanvasNote; readonly editable: boolean }, 'note'>
export type Frame = Node<{ readonly group: CanvasGroup; readonly editable: boolean }, 'frame'>
export type CanvasNode = Card | Note | Frame

interface Shown {
  readonly playbook: Playbook
  readonly chosen: ReadonlySet<string>
  readonly editable: boolean
  placeOf(id: string): Point | undefined
  labelOf(node: Playbook['nodes'][number]): string
}

/** Cards are there to be measured before they have their places. */
const UNPLACED = { opacity: 0 }
const PLACED = {}

/** The cards and notes of a playbook. What did not change stays the same object, and is not drawn again. */
export function cardsAndNotes(current: readonly CanvasNode[], shown: Shown): CanvasNode[] {
  const known = new Map(current.map((each) => [each.id, each]))
  const hidden = hiddenIn(shown.playbook)
  const cards = shown.playbook.nodes.map((node): CanvasNode => {
    const place = shown.placeOf(node.id)
    const before = known.get(node.id)
    const card = before?.type === 'card' ? before : undefined
    return kept(card, {
      id: node.id,
      type: 'card',
      data: card?.data ?? {},
      position: place ?? card?.position ?? { x: 0, y: 0 },
      selected: shown.chosen.has(node.id),
      hidden: hidden.has(node.id),
      ariaLabel: shown.labelOf(node),
      style: place ? PLACED : UNPLACED,
    })
  })
  const notes = (shown.playbook.notes ?? []).map((note): CanvasNode => {
    const id = noteOnCanvas(note.id)
    const before = known.get(id)
    const same =
      before?.type === 'note' && before.data.note === note && before.data.editable === shown.editable
    return kept(before?.type === 'note' ? before : undefined, {
      id,
      type: 'note',
      data: same ? before.data : { note, editable: shown.editable },
      position: same ? before.position : { x: note.x, y: note.y },
      ...(!same && { width: note.width, height: note.height }),
      selected: shown.chosen.has(id),
      ariaLabel: note.text.slice(0, 80),
      zIndex: 1,
    })
  })
  return [...cards, ...notes]
}

/** A node with new values; the old object when they are the ones that it has. */
function kept<Kind extends CanvasNode>(before: Kind | undefined, values: Kind): Kind {
  if (!before) return values
  const isSame = Object.entries(values).every(([key, value]) => {
    const old: unknown = Reflect.get(before, key)
    return key === 'position' ? samePlace(before.position, values.position) : old === value
  })
  return isSame ? before : { ...before, ...values }
}

const samePlace = (one: Point, other: Point): boolean => one.x === other.x && one.y === other.y

/** The nodes in whose place the frame of their group is shown, with that group. */
export const hiddenIn = ({ groups = [] }: Playbook): Map<string, string> =>
  new Map(
    groups.flatMap(({ id, nodes, collapsed }) =>
      collapsed ? nodes.map((node) => [node, groupOnCanvas(id)] as const) : [],
    ),
  )

/** The room that a frame leaves around its nodes, and for its name above them. */
const ROOM = 14
const HEAD = 30
const COLLAPSED = { width: 210, height: 46 }

/** The frames of the groups, around wherever their nodes stand at the moment. */
export function framesOf(
  playbook: Playbook,
  nodes: readonly CanvasNode[],
  chosen: ReadonlySet<string>,
  editable: boolean,
): Frame[] {
  const boxes = new Map(boxesOf(nodes).map((box) => [box.id, box]))
  return (playbook.groups ?? []).flatMap((group): Frame[] => {
    const frame = around(group.nodes.flatMap((id) => boxes.get(id) ?? []))
    if (!frame) return []
    const id = groupOnCanvas(group.id)
    const size = group.collapsed
      ? COLLAPSED
      : { width: frame.width + 2 * ROOM, height: frame.height + ROOM + HEAD }
    const position = group.collapsed ? { x: frame.x, y: frame.y } : { x: frame.x - ROOM, y: frame.y - HEAD }
    return [
      {
        id,
        type: 'frame',
        data: { group, editable },
        position,
        ...size,
        measured: size,
        selected: chosen.has(id),
        ariaLabel: group.name,
        zIndex: group.collapsed ? 0 : -1,
        connectable: false,
        // Its middle is where its nodes are worked with: only name and border are its own.
        style: group.collapsed ? {} : { pointerEvents: 'none' },
      },
    ]
  })
}

/** Where everything stands that has been measured. */
export const boxesOf = (nodes: readonly CanvasNode[]): Box[] =>
  nodes.flatMap(({ id, position, measured }) =>
    measured?.width && measured.height
      ? [{ id, x: position.x, y: position.y, width: measured.width, height: measured.height }]
      : [],
  )
