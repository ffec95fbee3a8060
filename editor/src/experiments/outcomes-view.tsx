import { useCurrency } from '../api/bank.ts'
import type { Outcomes } from '../api/experiments.ts'
import { useFormats } from '../locale/format.ts'
import { isTextKey, useBilingual, useText } from '../locale/text.ts'
import { Notice } from '../shell/notice.tsx'
import classes from './experiments.module.css'
import { useSaid } from './said.ts'
import { mostOf, widestOf } from './scale.ts'
import { Axis, DifferenceWhisker, Whisker } from './whisker.tsx'

type Comparison = Outcomes['comparisons'][number]

/** What came of an experiment so far: rates of each side with their intervals, and what can be said of them. */
export function OutcomesView({ outcomes }: { readonly outcomes: Outcomes }) {
  const text = useText()
  const { days, sides, comparisons, unit } = outcomes
  if (days.length === 0 || sides.length === 0)
    return <Notice tone="plain" title={text('outcomes.none')} text={text('outcomes.none_what')} />
  const kinds = [...new Set(sides.flatMap((side) => side.outcomes.map(({ outcome }) => outcome)))]
  return (
    <>
      <Sides sides={sides} days={days.length} />
      {kinds.map((outcome) => (
        <OutcomeOf
          key={outcome}
          outcome={outcome}
          sides={sides}
          comparisons={comparisons.filter((each) => each.outcome === outcome)}
        />
      ))}
      {comparisons.some(({ verdict }) => verdict === 'too_few') && (
        <Notice tone="plain" title={text('outcomes.too_few')} text={text(`outcomes.too_few.${unit}`)} />
      )}
      <p className={classes.caution}>{text('outcomes.caution')}</p>
    </>
  )
}

function Sides({ sides, days }: { readonly sides: Outcomes['sides']; readonly days: number }) {
  const text = useText()
  const { number } = useFormats(useCurrency())
  return (
    <section className={classes.panel}>
      <h2>{text('outcomes.sides', { days })}</h2>
      <table className={classes.table}>
        <thead>
          <tr>
            <td />
            <th scope="col">{text('outcomes.branches')}</th>
            <th scope="col">{text('effect.customers')}</th>
            <th scope="col">{text('outcomes.listed')}</th>
            <th scope="col">{text('outcomes.minutes')}</th>
          </tr>
        </thead>
        <tbody>
          {sides.map(({ side, branches, customers, listed, minutes }) => (
            <tr key={side}>
              <th scope="row">{text(`side.${side}`)}</th>
              {[branches, customers, listed, minutes].map((figure, at) => (
                <td key={at}>{number(figure)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

interface OutcomeOfProps {
  readonly outcome: string
  readonly sides: Outcomes['sides']
  readonly comparisons: readonly Comparison[]
}

/** One outcome: its rate on each side, and the differences. */
function OutcomeOf({ outcome, sides, comparisons }: OutcomeOfProps) {
  const text = useText()
  const bilingual = useBilingual()
  const said = useSaid()
  const key = `outcomes.kind.${outcome}`
  const name = isTextKey(key) ? text(key) : outcome
  const rates = sides.flatMap(({ side, outcomes }) => {
    const found = outcomes.find((each) => each.outcome === outcome)
    return found ? [{ side, ...found }] : []
  })
  const most = mostOf(rates)
  const widest = widestOf(comparisons)
  return (
    <section className={classes.panel} aria-label={name}>
      <h2>{name}</h2>
      <table className={classes.table} data-testid={`outcome-${outcome}`}>
        <thead>
          <tr>
            <th scope="col">{text('outcomes.rate')}</th>
            <Axis from={said.percent(0)} to={said.percent(most)} />
            <th scope="col">{text('outcomes.with_interval')}</th>
          </tr>
        </thead>
        <tbody>
          {rates.map(({ side, rate, interval }) => (
            <tr key={side}>
              <th scope="row">{text(`side.${side}`)}</th>
              <td>
                <Whisker value={rate} interval={interval} from={0} to={most} side={side} />
              </td>
              <td>{said.rate({ rate, interval })}</td>
            </tr>
          ))}
        </tbody>
        {comparisons.length > 0 && (
          <>
            <thead>
              <tr>
                <th scope="col">{text('outcomes.difference')}</th>
                <Axis from={said.points(-widest)} to={said.points(widest)} />
                <th scope="col">{text('outcomes.verdict')}</th>
              </tr>
            </thead>
            <tbody>
              {comparisons.map(({ against, difference, interval, words, verdict }) => (
                <tr key={against}>
                  <th scope="row">{text('outcomes.against', { side: text(`side.${against}`) })}</th>
                  <td>
                    <DifferenceWhisker of={{ difference, interval }} widest={widest} />
                  </td>
                  <td data-verdict={verdict}>
                    {said.difference({ difference, interval })} <strong>{bilingual(words)}</strong>
                  </td>
                </tr>
              ))}
            </tbody>
          </>
        )}
      </table>
    </section>
  )
}
