import { useText } from '../locale/text.ts'
import { useCounts } from '../nodes/counts.ts'
import type { Comparison } from '../simulation/messages.ts'
import { Difference } from './difference.tsx'
import classes from './figures.module.css'
import { PickArea } from './pick-area.tsx'
import { PickButton } from './pick-button.tsx'
import { withValue } from './picks.ts'
import { useWords } from './words.ts'

interface ClassBarsProps {
  readonly node: string
  readonly comparison: Comparison
}

/** How many customers have each value of a class, before and after the edits. */
export function ClassBars({ node, comparison }: ClassBarsProps) {
  const text = useText()
  const { nameOf, classValue } = useWords()
  const counts = useCounts(node)
  if (!counts) return null
  const name = nameOf(node)
  const most = Math.max(1, ...[...counts.values()].flatMap(({ before, after }) => [before, after]))
  const isNew = [...counts.values()].every(({ before }) => before === 0)
  const share = (count: number) => `${(count / most) * 100}%`
  return (
    <section className={classes.chart} aria-label={name} data-testid={`bars-${node}`}>
      <h3>
        {name}
        {!isNew && <small>{text('whatif.moved', { count: comparison.moved[node] ?? 0 })}</small>}
      </h3>
      <PickArea label={name}>
        <table className={classes.table}>
          <thead>
            <tr className="spoken">
              <th scope="col">{name}</th>
              <td />
              <th scope="col">{text('whatif.after')}</th>
              <th scope="col">{text('whatif.difference')}</th>
            </tr>
          </thead>
          <tbody>
            {[...counts].map(([value, { before, after }]) => (
              <tr key={value}>
                <th scope="row">{classValue(node, value)}</th>
                <td className={classes.bars}>
                  <span data-side="before" style={{ width: share(before) }} />
                  <span data-side="after" style={{ width: share(after) }} />
                </td>
                <td className={classes.number}>
                  <PickButton pick={[withValue(node, value)]} count={after} />
                </td>
                <td className={classes.number}>
                  <Difference before={before} after={after} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </PickArea>
    </section>
  )
}
