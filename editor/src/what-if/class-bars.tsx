import { useCurrency } from '../api/bank.ts'
import { useFormats } from '../locale/format.ts'
import { useText } from '../locale/text.ts'
import { useCounts } from '../nodes/counts.ts'
import type { Comparison } from '../simulation/messages.ts'
import { Difference } from './difference.tsx'
import classes from './panel.module.css'

interface ClassBarsProps {
  readonly node: string
  readonly name: string
  readonly comparison: Comparison
  valueName(value: string): string
}

/** How many customers have each value of a class, in force and as edited. */
export function ClassBars({ node, name, comparison, valueName }: ClassBarsProps) {
  const text = useText()
  const { number } = useFormats(useCurrency())
  const counts = useCounts(node)
  if (!counts) return null
  const most = Math.max(1, ...[...counts.values()].flatMap(({ before, after }) => [before, after]))
  const share = (count: number) => `${(count / most) * 100}%`
  return (
    <section className={classes.chart} aria-label={name} data-testid={`bars-${node}`}>
      <h3>
        {name}
        <small>{text('whatif.moved', { count: comparison.moved[node] ?? 0 })}</small>
      </h3>
      <table>
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
              <th scope="row">{valueName(value)}</th>
              <td className={classes.bars}>
                <span data-side="before" style={{ width: share(before) }} />
                <span data-side="after" style={{ width: share(after) }} />
              </td>
              <td className={classes.number}>{number(after)}</td>
              <td className={classes.number}>
                <Difference before={before} after={after} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
