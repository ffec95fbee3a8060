import { isError } from '@branch-playbook/engine'
import { Handle, type NodeProps, Position, useStore } from '@xyflow/react'
import { memo } from 'react'
import { useProblemsAt } from '../document/problems.ts'
import { useDocument } from '../document/store.ts'
import { useBilingual, useText } from '../locale/text.ts'
import { viewOf } from '../nodes/index.ts'
import { standingOf } from '../scrutiny/standing.ts'
import { useStandingWords } from '../scrutiny/use-standing.ts'
import { useAim } from './aim.ts'
import { CARD_MARKS } from './card-marks.ts'
import { isFar } from './fit.ts'
import classes from './node-card.module.css'
import { nodeOf } from './node-of.ts'

/** A node on the canvas: from afar no more than its name, for nothing else could be read, and 500 are to be moved. */
export const NodeCard = memo(function NodeCard(props: NodeProps) {
  const far = useStore(isFar)
  const isMeasured = props.width !== undefined && props.height !== undefined
  return far && isMeasured ? <FarCard {...props} /> : <NearCard {...props} />
})

/** Its handles are not there to be grabbed: a card that comes into view is measured anew, and edges end at handles. */
function FarCard({ id, selected, width, height }: NodeProps) {
  const bilingual = useBilingual()
  const node = useDocument(({ shown }) => shown && nodeOf(shown, id)?.node)
  const name = node ? bilingual(node.name) : ''
  return (
    <>
      <Handle type="target" position={Position.Left} isConnectable={false} />
      <div
        className={classes.far}
        style={{ width, height }}
        data-selected={selected || undefined}
        data-long={isLong(name, width, height) || undefined}
      >
        {name}
      </div>
      <Handle type="source" position={Position.Right} isConnectable={false} />
    </>
  )
}

/** The letters of a card from afar, as wide as high at most, and its lines, in pixels. */
const LETTER = 27
const LINE = 31

/** Whether a name might not fit on a card of this size. */
const isLong = (name: string, width = 0, height = 0): boolean =>
  name.length > Math.floor(width / LETTER - 1) * Math.floor(height / LINE)

/** A node on the canvas: what it is called, its essence, and whether something is wrong with it. */
function NearCard({ id, selected, isConnectable }: NodeProps) {
  const text = useText()
  const standingWords = useStandingWords()
  const bilingual = useBilingual()
  const node = useDocument(({ shown }) => shown && nodeOf(shown, id)?.node)
  const at = useDocument(({ shown }) => (shown ? (nodeOf(shown, id)?.at ?? -1) : -1))
  const collapsed = useDocument(({ shown }) => shown?.layout?.[id]?.collapsed === true)
  const aimed = useAim((aim) => (aim.node === id ? aim.fits : undefined))
  const problems = useProblemsAt(`/nodes/${at}`)
  const view = node && viewOf(node)
  if (!node || !view) return null
  const Icon = view.icon
  const tone = problems.some(isError) ? 'problem' : problems.length > 0 ? 'caution' : undefined
  return (
    <div
      className={classes.card}
      style={{ width: view.width }}
      data-selected={selected || undefined}
      data-tone={tone}
      data-aimed={aimed}
      data-collapsed={collapsed || undefined}
    >
      <Handle type="target" position={Position.Left} isConnectable={isConnectable} />
      <header className={classes.head}>
        <Icon size={16} stroke={1.7} aria-hidden />
        <span className={classes.name}>{bilingual(node.name)}</span>
        {tone && (
          <span className={classes.problems} title={standingWords(standingOf(problems))}>
            {problems.length}
          </span>
        )}
        {CARD_MARKS.map((Mark, at) => (
          <Mark key={at} node={id} />
        ))}
        <span className={classes.kind}>{text(`node.${node.kind}`)}</span>
      </header>
      {!collapsed && <div className={classes.face}>{view.draw(node)}</div>}
      <Handle type="source" position={Position.Right} isConnectable={isConnectable} />
    </div>
  )
}
