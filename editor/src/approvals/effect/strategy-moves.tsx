import { Button } from '@mantine/core'
import { useState } from 'react'
import { useCurrency } from '../../api/bank.ts'
import type { Effect } from '../../api/life.ts'
import { useFormats } from '../../locale/format.ts'
import { useBilingual, useText } from '../../locale/text.ts'
import classes from './effect.module.css'
import { isMove } from './flows.ts'

const MOST_SHOWN = 8

/** From which strategy to which customers would come, the most frequent moves first. */
export function StrategyMoves({ strategies }: { readonly strategies: Effect['strategies'] }) {
  const text = useText()
  const bilingual = useBilingual()
  const { number } = useFormats(useCurrency())
  const [all, setAll] = useState(false)
  const { values, flows } = strategies
  const names = new Map(values.map(({ id, name }) => [id, bilingual(name)]))
  const name = (value: string | null) =>
    value === null ? text('effect.no_strategy') : (names.get(value) ?? value)
  const moves = flows.filter(isMove).toSorted((one, other) => other.count - one.count)
  const moved = moves.reduce((sum, { count }) => sum + count, 0)
  return (
    <section className={classes.card} aria-labelledby="strategies">
      <h2 id="strategies">{text('effect.strategies')}</h2>
      <p className={classes.summary}>{text('effect.strategies_summary', { moved })}</p>
      {moves.length > 0 && (
        <table className={`${classes.moves} ${classes.strategies}`}>
          <thead>
            <tr>
              <th scope="col">{text('effect.before')}</th>
              <th scope="col">{text('effect.after')}</th>
              <th scope="col">{text('effect.customers')}</th>
            </tr>
          </thead>
          <tbody>
            {moves.slice(0, all ? undefined : MOST_SHOWN).map(({ from, to, count }) => (
              <tr key={`${from} ${to}`}>
                <td>{name(from)}</td>
                <td>{name(to)}</td>
                <td>{number(count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {moves.length > MOST_SHOWN && (
        <Button size="compact-xs" variant="subtle" onClick={() => setAll(!all)}>
          {text(all ? 'effect.fewer' : 'effect.all_moves', { count: moves.length })}
        </Button>
      )}
    </section>
  )
}
