import { Loader } from '@mantine/core'
import { Fragment } from 'react'
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

const FIGURES = ['listed', 'cut', 'minutesDue', 'minutes'] as const

/** The lists of everybody in the branch and their minutes, before and after, side by side. */
function Loads({ load }: { readonly load: Load }) {
  const text = useText()
  const nameOf = useLocalName()
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col" rowSpan={2}>
              {text('overlay.adviser')}
            </th>
            {FIGURES.map((figure) => (
              <th key={figure} scope="colgroup" colSpan={2} data-begins>
                {text(`overlay.${figure}`)}
              </th>
            ))}
          </tr>
          <tr>
            {FIGURES.map((figure) => (
              <Fragment key={figure}>
                <th scope="col" data-begins>
                  {text('overlay.now')}
                </th>
                <th scope="col">{text('overlay.then')}</th>
              </Fragment>
            ))}
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
  const isOver = (figure: (typeof FIGURES)[number], { minutesDue, minutes }: Load['before']) =>
    figure === 'minutesDue' && minutesDue > minutes
  return (
    <tr>
      <th scope="row">{name}</th>
      {FIGURES.map((figure) => (
        <Fragment key={figure}>
          <td data-begins>{number(before[figure])}</td>
          <td
            data-over={isOver(figure, after) || undefined}
            data-changed={before[figure] !== after[figure] || undefined}
          >
            {number(after[figure])}
          </td>
        </Fragment>
      ))}
    </tr>
  )
}
