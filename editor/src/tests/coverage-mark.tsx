import { useText } from '../locale/text.ts'
import { useScrutiny } from '../scrutiny/store.ts'
import { usePainting } from './coverage-paint.ts'
import classes from './marks.module.css'

/** How much of a node the playbook's own tests exercise, while the graph shows it. */
export function CoverageMark({ node }: { readonly node: string }) {
  const text = useText()
  const painted = usePainting((state) => state.painted)
  const coverage = useScrutiny((state) => state.coverage)
  if (!painted || !coverage) return null
  const places = coverage.places.filter((place) => place.node === node)
  if (places.length === 0) return null
  const reached = places.filter(({ count }) => count > 0).length
  const share = reached === places.length ? 'all' : reached === 0 ? 'none' : 'some'
  return (
    <span
      className={classes.coverage}
      data-share={share}
      data-mark="coverage"
      title={text('tests.reached', { reached, places: places.length })}
    >
      {reached}/{places.length}
    </span>
  )
}
