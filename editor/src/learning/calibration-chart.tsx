import type { Bin } from '@branch-playbook/engine'
import { useText } from '../locale/text.ts'
import classes from './learning.module.css'

interface CalibrationChartProps {
  readonly learned: readonly Bin[]
  readonly present: readonly Bin[]
}

const SIZE = 150
const EDGE = 6

/** What was predicted, to the right, and what was seen, upwards: on the diagonal both are the same. */
export function CalibrationChart({ learned, present }: CalibrationChartProps) {
  const text = useText()
  const all = [...learned, ...present].flatMap(({ predicted, interval }) => [predicted, interval.high])
  const most = Math.min(1, Math.ceil(10 * Math.max(...all, 0.05)) / 10)
  const along = (rate: number) => EDGE + (rate / most) * (SIZE - 2 * EDGE)
  const up = (rate: number) => SIZE - along(rate)
  return (
    <figure className={classes.chart}>
      <svg viewBox={`0 0 ${SIZE} ${SIZE}`} role="img" aria-label={text('learning.calibration')}>
        <rect x={EDGE} y={EDGE} width={SIZE - 2 * EDGE} height={SIZE - 2 * EDGE} />
        <line x1={along(0)} y1={up(0)} x2={along(most)} y2={up(most)} data-which="diagonal" />
        {(
          [
            ['present', present],
            ['learned', learned],
          ] as const
        ).flatMap(([which, bins]) =>
          bins.map(({ predicted, seen, interval }, at) => (
            <g key={`${which} ${at}`} data-which={which}>
              <line
                x1={along(predicted)}
                x2={along(predicted)}
                y1={up(interval.low)}
                y2={up(interval.high)}
              />
              <circle cx={along(predicted)} cy={up(seen)} r="3.5" />
            </g>
          )),
        )}
      </svg>
      <figcaption>
        <i data-which="learned" /> {text('learning.learned')} <i data-which="present" />{' '}
        {text('learning.present')}
      </figcaption>
    </figure>
  )
}
