import type { Playbook } from '@branch-playbook/engine'
import { ActionIcon } from '@mantine/core'
import { IconArrowsMaximize, IconMinus, IconPlus } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useText } from '../locale/text.ts'
import { useSharedArrangement } from './arrangement.ts'
import classes from './comparison.module.css'
import type { Compared } from './differences.ts'
import { Side } from './side.tsx'
import { graphOfSide, union } from './union-graph.ts'

interface GraphsProps {
  readonly before: Playbook
  readonly after: Playbook
  readonly names: readonly [before: string, after: string]
  readonly compared: Compared
  /** Leaves out nodes that are the same on both sides. */
  readonly onlyChanges: boolean
  readonly selected: string | null
  onSelect(key: string | null): void
}

/** Both versions as graphs, side by side: moved and enlarged as one. */
export function Graphs({ before, after, names, compared, onlyChanges, selected, onSelect }: GraphsProps) {
  const text = useText()
  const [left, right] = useMemo(
    () =>
      [compared.before, compared.after].map((nodes) =>
        onlyChanges ? nodes.filter(({ mark }) => mark !== 'same') : nodes,
      ),
    [compared, onlyChanges],
  )
  const graphs = useMemo(() => [graphOfSide(left ?? []), graphOfSide(right ?? [])] as const, [left, right])
  const both = useMemo(() => union(...graphs), [graphs])
  const { frame, arrangement, viewport, setViewport, fit, zoom, ...sizes } = useSharedArrangement(both)
  const shared = { arrangement, viewport, selected, onViewport: setViewport, onSelect }
  return (
    <div className={classes.graphs}>
      <section className={classes.side} aria-label={text('compare.graph', { name: names[0] })}>
        <p className={classes.name}>{names[0]}</p>
        <div ref={frame} className={classes.flow}>
          <Side
            {...shared}
            playbook={before}
            nodes={left ?? []}
            graph={graphs[0]}
            other={graphs[1]}
            became="removed"
            onSizes={sizes.onSizesBefore}
          />
        </div>
      </section>
      <section className={classes.side} aria-label={text('compare.graph', { name: names[1] })}>
        <p className={classes.name}>{names[1]}</p>
        <div className={classes.flow}>
          <Side
            {...shared}
            playbook={after}
            nodes={right ?? []}
            graph={graphs[1]}
            other={graphs[0]}
            became="added"
            onSizes={sizes.onSizesAfter}
          />
        </div>
        <div className={classes.zoom}>
          <ActionIcon variant="default" aria-label={text('canvas.zoom_in')} onClick={() => zoom(1.25)}>
            <IconPlus size={15} aria-hidden />
          </ActionIcon>
          <ActionIcon variant="default" aria-label={text('canvas.zoom_out')} onClick={() => zoom(0.8)}>
            <IconMinus size={15} aria-hidden />
          </ActionIcon>
          <ActionIcon variant="default" aria-label={text('canvas.fit')} onClick={fit}>
            <IconArrowsMaximize size={15} aria-hidden />
          </ActionIcon>
        </div>
      </section>
    </div>
  )
}
