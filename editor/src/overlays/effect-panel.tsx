import { Loader } from '@mantine/core'
import { useCurrency } from '../api/bank.ts'
import { type OverlayEffect, useOverlayEffect, type Values } from '../api/overlays.ts'
import { TierMoves } from '../approvals/effect/tier-moves.tsx'
import { useFormats } from '../locale/format.ts'
import { useLocalName, useText } from '../locale/text.ts'
import { Refused } from '../shell/refused.tsx'
import classes from './overlays.module.css'

/** What numbers would change in a branch, against what is in force there, on the state of this morning. */
export function EffectPanel({ branch, values }: { readonly branch: string; readonly values: Values }) {
  const text = useText()
  const { number, day } = useFormats(useCurrency())
  const { data: effect, error, isFetching } = useOverlayEffect(branch, values)
  return (
    <section className={classes.effect} aria-labelledby="overlay-effect" aria-busy={isFetching}>
      <h2 id="overlay-effect">
        {text('overlay.effect')} {isFetching && <Loader size={14} />}
      </h2>
      {error && <Refused error={error} />}
      {effect && !error && (
        <>
          <p className={classes.what} aria-live="polite">
            {effect.changed === 0
              ? text('overlay.effect_none')
              : text('overlay.effect_changed', {
                  changed: number(effect.changed),
                  customers: number(effect.customers),
                  day: day(effect.day),
                })}
          </p>
          <Loads load={effect.load} />
          {effect.tiers.flows.some(({ from, to }) => from !== to) && <TierMoves tiers={effect.tiers} />}
        </>
      )}
    </section>
  )
}

type Load = OverlayEffect['load']

/** The lists of everybody in the branch and their minutes, before and after. */
function Loads({ load }: { readonly load: Load }) {
  const text = useText()
  const nameOf = useLocalName()
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{text('overlay.adviser')}</th>
            <th scope="col">{text('overlay.listed')}</th>
            <th scope="col">{text('overlay.cut')}</th>
            <th scope="col">{text('overlay.minutes_due')}</th>
            <th scope="col">{text('overlay.minutes')}</th>
          </tr>
        </thead>
        <tbody>
          {load.advisers.map((each) => (
            <LoadRow key={each.id} name={nameOf(each)} before={each.before} after={each.after} />
          ))}
        </tbody>
        <tfoot>
          <LoadRow name={text('overlay.branch_total')} before={load.before} after={load.after} />
        </tfoot>
      </table>
    </div>
  )
}

interface LoadRowProps {
  readonly name: string
  readonly before: Load['before']
  readonly after: Load['after']
}

function LoadRow({ name, before, after }: LoadRowProps) {
  const { number } = useFormats(useCurrency())
  return (
    <tr>
      <th scope="row">{name}</th>
      <Change before={before.listed} after={after.listed} />
      <Change before={before.cut} after={after.cut} />
      <Change before={before.minutesDue} after={after.minutesDue} over={after.minutesDue > after.minutes} />
      <td>{number(after.minutes)}</td>
    </tr>
  )
}

/** A figure, with what it was where it is another now. */
function Change({
  before,
  after,
  over = false,
}: {
  readonly before: number
  readonly after: number
  readonly over?: boolean
}) {
  const text = useText()
  const { number } = useFormats(useCurrency())
  return (
    <td data-over={over || undefined} data-changed={before !== after || undefined}>
      {before !== after && (
        <span className={classes.was}>
          {number(before)}
          <span className="spoken"> {text('overlay.becomes')} </span>
          <span aria-hidden> → </span>
        </span>
      )}
      {number(after)}
    </td>
  )
}
