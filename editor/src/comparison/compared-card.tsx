import { Handle, type Node, type NodeProps, Position } from '@xyflow/react'
import { memo } from 'react'
import cardClasses from '../canvas/node-card.module.css'
import { useBilingual, useText } from '../locale/text.ts'
import { viewOf } from '../nodes/index.ts'
import classes from './compared-card.module.css'
import type { ComparedNode } from './differences.ts'
import { MARK_ICONS } from './marks.ts'

export type ComparedCardNode = Node<{ readonly compared: ComparedNode }, 'compared'>

/** A node of one side of the comparison: what it is, and what became of it. */
export const ComparedCard = memo(function ComparedCard({ data, selected }: NodeProps<ComparedCardNode>) {
  const text = useText()
  const bilingual = useBilingual()
  const { node, mark, count } = data.compared
  const view = viewOf(node)
  if (!view) return null
  const [KindIcon, MarkIcon] = [view.icon, MARK_ICONS[mark]]
  return (
    <div
      className={`${cardClasses.card} ${classes.card}`}
      style={{ width: view.width }}
      data-selected={selected || undefined}
      data-mark={mark}
    >
      <Handle type="target" position={Position.Left} isConnectable={false} />
      {mark !== 'same' && (
        <p className={classes.mark}>
          <MarkIcon size={15} stroke={2.2} aria-hidden />
          {text(`compare.mark.${mark}`)}
          {mark === 'changed' && <span>{text('compare.count', { count })}</span>}
        </p>
      )}
      <header className={cardClasses.head}>
        <KindIcon size={16} stroke={1.7} aria-hidden />
        <span className={cardClasses.name}>{bilingual(node.name)}</span>
        <span className={cardClasses.kind}>{text(`node.${node.kind}`)}</span>
      </header>
      <div className={cardClasses.face}>{view.draw(node)}</div>
      <Handle type="source" position={Position.Right} isConnectable={false} />
    </div>
  )
})
