import { EdgeLabelRenderer } from '@xyflow/react'
import { useSelection } from '../canvas/selection.ts'
import { useFigureText } from './figure-text.ts'
import { useTrace } from './store.ts'
import classes from './trace.module.css'

interface EdgeValueProps {
  readonly source: string
  readonly target: string
  /** Where the edge ends, on the canvas. */
  readonly x: number
  readonly y: number
}

/** What an edge carries for whoever is traced: the outcome of the node that it comes from. */
export function EdgeValue({ source, target, x, y }: EdgeValueProps) {
  const figureText = useFigureText()
  const figure = useTrace((state) => state.tracing?.figures.get(source))
  const isNear = useSelection(({ selected }) => selected === source || selected === target)
  if (!figure) return null
  return (
    <EdgeLabelRenderer>
      <span
        className={classes.carried}
        data-near={isNear || undefined}
        data-edge={`${source} ${target}`}
        style={{ transform: `translate(${x}px, ${y}px)` }}
        aria-hidden
      >
        {figureText(figure)}
      </span>
    </EdgeLabelRenderer>
  )
}
