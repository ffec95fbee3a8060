import { useId } from 'react'
import type { Distribution } from '../../simulation/questions/distribution.ts'
import { placeOf } from './scale.ts'
import classes from './thresholds.module.css'

const HEIGHT = 60

interface HistogramProps {
  readonly distribution: Distribution
  /** The thresholds, rising: the stretches between them have a shade each. */
  readonly cuts: readonly number[]
}

/** How a figure is spread over everyone, shaded by the thresholds. */
export function Histogram({ distribution: { edges, counts }, cuts }: HistogramProps) {
  const id = useId()
  const most = Math.max(1, ...counts)
  const axis = { edges, whole: false }
  const bounds = [0, ...cuts.map((cut) => placeOf(cut, axis) * counts.length), counts.length]
  return (
    <svg
      className={classes.bars}
      viewBox={`0 0 ${counts.length} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden
    >
      {bounds.slice(1).map((bound, at) => {
        const from = bounds[at] ?? 0
        return (
          <g key={at} style={{ fill: `var(--step-${Math.min(5, bounds.length - 1 - at)})` }}>
            <clipPath id={`${id}-${at}`}>
              <rect x={from} width={Math.max(0, bound - from)} height={HEIGHT} />
            </clipPath>
            <g clipPath={`url(#${CSS.escape(`${id}-${at}`)})`}>
              {counts.map((count, bar) => {
                // The root, so that a bar of a few is still seen beside one of thousands.
                const height = Math.sqrt(count / most) * (HEIGHT - 2)
                return <rect key={bar} x={bar + 0.06} width={0.88} y={HEIGHT - height} height={height} />
              })}
            </g>
          </g>
        )
      })}
    </svg>
  )
}
