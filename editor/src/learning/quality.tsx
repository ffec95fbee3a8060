import {
  type Bin,
  calibrationOf,
  driftOf,
  type LearningCell,
  likelihoodsOf,
  type Playbook,
  presentOf,
  type Segmentation,
} from '@branch-playbook/engine'
import { useMemo } from 'react'
import { useCurrency } from '../api/bank.ts'
import { useFormats } from '../locale/format.ts'
import { useText } from '../locale/text.ts'
import { CalibrationChart } from './calibration-chart.tsx'
import classes from './learning.module.css'
import { useSaid } from './said.ts'

interface QualityProps {
  readonly playbook: Playbook
  readonly cells: readonly LearningCell[]
  readonly by: Segmentation
}

/** How good both numbers are: learned from the earlier contacts and tested on the later ones, and week by week. */
export function Quality({ playbook, cells, by }: QualityProps) {
  const text = useText()
  const { number, day } = useFormats(useCurrency())
  const { calibration, drift } = useMemo(() => {
    const present = presentOf(likelihoodsOf(playbook))
    return { calibration: calibrationOf(cells, by, present), drift: driftOf(cells, present) }
  }, [playbook, cells, by])
  const said = useSaid()
  const heads = (
    <>
      <th scope="col">{text('learning.predicted')}</th>
      <th scope="col">{text('learning.seen')}</th>
      <th scope="col">{text('learning.tries')}</th>
    </>
  )
  const binCells = (bin: Bin) => (
    <>
      <td className={classes.number}>{said.tenth(bin.predicted)}</td>
      <td className={classes.number}>{said.seen(bin)}</td>
      <td className={classes.number}>{number(bin.tries)}</td>
    </>
  )
  return (
    <section
      className={classes.quality}
      aria-label={text('learning.quality')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and by keyboard only when it can be focused
      tabIndex={0}
    >
      {calibration ? (
        <>
          <p data-verdict={calibration.verdict}>{text(`learning.verdict.${calibration.verdict}`)}</p>
          <p className={classes.soft}>
            {text('learning.tested', {
              fitted: number(calibration.fitted.tries),
              tested: number(calibration.tested.tries),
              from: day(calibration.from),
              learned: number(Math.round(1000 * calibration.learned.brier) / 1000),
              present: number(Math.round(1000 * calibration.present.brier) / 1000),
            })}
          </p>
          <div className={classes.calibration}>
            <CalibrationChart learned={calibration.learned.bins} present={calibration.present.bins} />
            <table aria-label={text('learning.calibration')}>
              <thead>
                <tr>
                  <th scope="col" />
                  {heads}
                </tr>
              </thead>
              <tbody>
                {(['learned', 'present'] as const).flatMap((which) =>
                  calibration[which].bins.map((bin, at) => (
                    <tr key={`${which} ${at}`}>
                      <th scope="row" data-which={which}>
                        {text(`learning.${which}`)}
                      </th>
                      {binCells(bin)}
                    </tr>
                  )),
                )}
              </tbody>
            </table>
          </div>
        </>
      ) : (
        <p className={classes.soft}>{text('learning.one_week')}</p>
      )}
      <table aria-label={text('learning.drift')}>
        <caption>{text('learning.drift')}</caption>
        <thead>
          <tr>
            <th scope="col">{text('learning.week')}</th>
            {heads}
          </tr>
        </thead>
        <tbody>
          {drift.toReversed().map((week) => {
            const isOff = week.predicted < week.interval.low || week.predicted > week.interval.high
            return (
              <tr key={week.week} data-off={isOff || undefined}>
                <th scope="row">{day(week.week)}</th>
                {binCells(week)}
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}
