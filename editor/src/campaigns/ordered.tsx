import type { CampaignResults } from '../api/campaigns.ts'
import { useSaid } from '../experiments/said.ts'
import { mostOf, widestOf } from '../experiments/scale.ts'
import { Axis, DifferenceWhisker, Whisker } from '../experiments/whisker.tsx'
import { useText } from '../locale/text.ts'
import classes from './campaigns.module.css'

/** Who ordered: those who were called against those who were left alone, and what can be said of the difference. */
export function Ordered({ ordered }: { readonly ordered: NonNullable<CampaignResults['ordered']> }) {
  const text = useText()
  const said = useSaid()
  const { listed, heldOut, difference, verdict } = ordered
  const sides = [
    { side: 'challenger', name: text('campaigns.listed'), rate: listed },
    { side: 'holdout', name: text('campaigns.held_out'), rate: heldOut },
  ] as const
  const most = mostOf([listed, heldOut])
  const widest = widestOf([ordered])
  return (
    <section className={classes.panel} aria-labelledby="ordered">
      <h2 id="ordered">{text('campaigns.ordered')}</h2>
      <div className={classes.scroll}>
        <table className={classes.rates} data-testid="ordered">
          <thead>
            <tr>
              <td />
              <th scope="col">{text('campaigns.ordered_of')}</th>
              <Axis from={said.percent(0)} to={said.percent(most)} />
              <th scope="col">{text('outcomes.with_interval')}</th>
            </tr>
          </thead>
          <tbody>
            {sides.map(({ side, name, rate }) => (
              <tr key={side}>
                <th scope="row">{name}</th>
                <td>{text('campaigns.of', { count: rate.count, of: rate.of })}</td>
                <td>
                  <Whisker value={rate.rate} interval={rate.interval} from={0} to={most} side={side} />
                </td>
                <td>{said.rate(rate)}</td>
              </tr>
            ))}
          </tbody>
          <thead>
            <tr>
              <td />
              <td />
              <Axis from={said.points(-widest)} to={said.points(widest)} />
              <th scope="col">{text('outcomes.verdict')}</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">{text('campaigns.difference')}</th>
              <td />
              <td>
                <DifferenceWhisker of={ordered} widest={widest} />
              </td>
              <td data-verdict={verdict}>
                {difference !== null && said.difference(ordered)}{' '}
                <strong>{text(`campaigns.verdict.${verdict}`)}</strong>
              </td>
            </tr>
          </tbody>
        </table>
      </div>
    </section>
  )
}
