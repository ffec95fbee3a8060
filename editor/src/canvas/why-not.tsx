import { useConnection } from '@xyflow/react'
import { useEffect, useMemo, useState } from 'react'
import { open, slotsOf } from '../composition/slots.ts'
import { useSlotWords } from '../composition/words.ts'
import { useDocument } from '../document/store.ts'
import { useText } from '../locale/text.ts'
import { useNames } from '../nodes/names.ts'
import { useAim } from './aim.ts'
import type { Point } from './layout.ts'
import { isNode } from './selection.ts'
import classes from './why-not.module.css'

/** Beside the end of an edge that is being drawn: which field would take it, or why none does. */
export function WhyNot() {
  const { inProgress, fromNode, fromHandle } = useConnection()
  if (!inProgress) return null
  return <Aimed from={fromNode.id} isSource={fromHandle.type === 'source'} />
}

function Aimed({ from, isSource }: { readonly from: string; readonly isSource: boolean }) {
  const text = useText()
  const { nameOf } = useNames()
  const playbook = useDocument((state) => state.shown)
  const aim = useAim((state) => state.aim)
  const [at, setAt] = useState<Point | null>(null)
  const [node, setNode] = useState<string | null>(null)
  const [source, target] = isSource ? [from, node] : [node, from]
  const { label, why } = useSlotWords()
  const slots = useMemo(
    () => (playbook && source !== null && target !== null ? slotsOf(playbook, source, target) : []),
    [playbook, source, target],
  )
  const fitting = open(slots)
  const fits = fitting.length > 0

  useEffect(() => {
    const move = ({ clientX: x, clientY: y }: PointerEvent) => {
      setAt({ x, y })
      const found = nodeAt({ x, y })
      setNode(found === from ? null : found)
    }
    window.addEventListener('pointermove', move)
    return () => window.removeEventListener('pointermove', move)
  }, [from])
  useEffect(() => {
    aim(node, fits)
    return () => aim(null, false)
  }, [node, fits, aim])

  if (!at) return null
  const [first] = slots
  const words =
    node === null
      ? text(isSource ? 'canvas.drop_for_next' : 'canvas.drop_for_source')
      : fits
        ? text('canvas.drop_connects', { fields: fitting.map(label).join(text('face.list_comma')) })
        : first
          ? why(first)
          : text('canvas.takes_nothing', { name: nameOf(target ?? '') })
  return (
    <div
      className={classes.words}
      data-fits={node === null ? undefined : fits}
      data-testid="why-not"
      style={{ left: Math.min(at.x + 14, window.innerWidth - 330), top: at.y + 14 }}
    >
      {words}
    </div>
  )
}

/** The node of the playbook at a point of the page. */
export function nodeAt({ x, y }: Point): string | null {
  const id = document
    .elementsFromPoint(x, y)
    .map((each) => each.closest('.react-flow__node')?.getAttribute('data-id'))
    .find((each) => typeof each === 'string' && isNode(each))
  return id ?? null
}
