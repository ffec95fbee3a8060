import { useText } from '../locale/text.ts'
import { useFigureText } from './figure-text.ts'
import { useTrace } from './store.ts'
import classes from './trace.module.css'

/** How a node came out for whoever is traced. */
export function TraceMark({ node }: { readonly node: string }) {
  const text = useText()
  const figureText = useFigureText()
  const figure = useTrace((state) => state.tracing?.figures.get(node))
  if (!figure) return null
  const value = figureText(figure)
  return (
    <span className={classes.mark} data-mark="trace" title={text('trace.came_out', { value })}>
      {value}
    </span>
  )
}
