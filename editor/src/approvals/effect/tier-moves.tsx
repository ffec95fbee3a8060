import { Loader, Switch } from '@mantine/core'
import { lazy, Suspense, useMemo, useState } from 'react'
import { useCurrency } from '../../api/bank.ts'
import type { Effect } from '../../api/life.ts'
import { useFormats } from '../../locale/format.ts'
import { useText } from '../../locale/text.ts'
import { Notice } from '../../shell/notice.tsx'
import classes from './effect.module.css'
import { countOf, isMove, movesOf, valuesIn } from './flows.ts'

const Sankey = lazy(() => import('./sankey.tsx'))

/** Who would change tier: as streams, and the same numbers as a table. */
export function TierMoves({ tiers }: { readonly tiers: Effect['tiers'] }) {
  const text = useText()
  const [everybody, setEverybody] = useState(true)
  const { values, flows } = tiers
  const moves = movesOf(values, flows)
  const drawn = useMemo(() => (everybody ? flows : flows.filter(isMove)), [everybody, flows])
  const summary = text('effect.tiers_summary', moves)
  return (
    <section className={classes.card} aria-labelledby="tiers" data-testid="tier-moves">
      <h2 id="tiers">{text('effect.tiers')}</h2>
      <p className={classes.summary}>{summary}</p>
      {moves.moved === 0 && !everybody ? (
        <Notice tone="plain" title={text('effect.no_moves')} text={text('effect.no_moves_what')} />
      ) : (
        <>
          <div className={classes.key}>
            <span data-way="up">{text('effect.up')}</span>
            <span data-way="down">{text('effect.down')}</span>
            {everybody && <span data-way="stays">{text('effect.stays')}</span>}
          </div>
          <Suspense fallback={<Loader size="sm" m="xl" />}>
            <Sankey values={values} flows={drawn} summary={summary} />
          </Suspense>
        </>
      )}
      <Switch
        size="xs"
        label={text('effect.everybody')}
        checked={everybody}
        onChange={({ currentTarget }) => setEverybody(currentTarget.checked)}
      />
      <Matrix tiers={tiers} />
    </section>
  )
}

/** Customers by the tier they have (rows) and would have (columns). */
function Matrix({ tiers: { values, flows } }: { readonly tiers: Effect['tiers'] }) {
  const text = useText()
  const { number } = useFormats(useCurrency())
  const shown = valuesIn(values, flows)
  const name = (value: string | null) => value ?? text('effect.no_tier')
  const total = (side: 'from' | 'to', value: string | null) =>
    flows.reduce((all, flow) => all + (flow[side] === value ? flow.count : 0), 0)
  return (
    <div className={classes.scroll}>
      <table className={classes.matrix}>
        <caption>{text('effect.matrix')}</caption>
        <thead>
          <tr>
            <th scope="col">{text('effect.before_after')}</th>
            {shown.map((to) => (
              <th key={to} scope="col">
                {name(to)}
              </th>
            ))}
            <th scope="col">{text('effect.total_before')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((from) => (
            <tr key={from}>
              <th scope="row">{name(from)}</th>
              {shown.map((to) => {
                const count = countOf(flows, from, to)
                return (
                  <td key={to} data-stays={from === to || undefined} data-none={count === 0 || undefined}>
                    {number(count)}
                  </td>
                )
              })}
              <td data-total>{number(total('from', from))}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{text('effect.total_after')}</th>
            {shown.map((to) => (
              <td key={to} data-total>
                {number(total('to', to))}
              </td>
            ))}
            <td />
          </tr>
        </tfoot>
      </table>
    </div>
  )
}
