import { useDistribution } from '../../simulation/use-answer.ts'
import classes from './view.module.css'

const HEIGHT = 22

/** How the measure is spread over everyone, in small. Its room is kept until that is known: cards are laid out before. */
export function Spread({ of }: { readonly of: string }) {
  const distribution = useDistribution(of)
  if (!distribution || distribution.counts.length < 2) return <span className={classes.spread} aria-hidden />
  const { counts } = distribution
  const most = Math.max(1, ...counts)
  return (
    <svg
      className={classes.spread}
      viewBox={`0 0 ${counts.length} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden
    >
      {counts.map((count, at) => {
        const height = Math.sqrt(count / most) * HEIGHT
        return <rect key={at} x={at + 0.08} width={0.84} y={HEIGHT - height} height={height} />
      })}
    </svg>
  )
}
