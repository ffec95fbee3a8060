import type { Path } from '../../document/path.ts'
import { useFormats } from '../../locale/format.ts'
import { useText } from '../../locale/text.ts'
import { useNames } from '../../nodes/names.ts'
import { useDistribution } from '../../simulation/use-answer.ts'
import { useInspected } from '../context.ts'
import { useFigureFormat } from './figure-format.ts'
import { Handle } from './handle.tsx'
import { Histogram } from './histogram.tsx'
import { placeOf, stepped } from './scale.ts'
import classes from './thresholds.module.css'

/** A threshold that may be moved: where it stands in the node, and what it is called. */
export interface Mark {
  readonly path: Path
  readonly value: number
  readonly label: string
}

interface ThresholdsProps {
  /** The figure by which people are told apart. */
  readonly of: string
  readonly marks: readonly Mark[]
}

/**
 * Thresholds over the histogram of their figure: everyone is decided anew as one is dragged. A threshold keeps
 * between its neighbours. Nothing until everyone's figures are there.
 */
export function Thresholds({ of, marks }: ThresholdsProps) {
  const text = useText()
  const { currency, editable, change } = useInspected()
  const { nameOf } = useNames()
  const { number } = useFormats(currency)
  const distribution = useDistribution(of)
  const format = useFigureFormat(distribution?.type.kind ?? 'count', currency)
  if (!distribution || distribution.edges.length < 2 || marks.length === 0) return null
  const { edges, type, known, missing } = distribution
  const axis = { edges, whole: type.kind !== 'percent' }
  const rising = marks.toSorted((one, other) => one.value - other.value)
  const raised = raisedOf(rising.map(({ value }) => placeOf(value, axis)))
  return (
    <figure className={classes.thresholds} aria-label={text('thresholds.title', { name: nameOf(of) })}>
      <div className={classes.track} data-raised={raised.includes(true) || undefined}>
        <Histogram distribution={distribution} cuts={rising.map(({ value }) => value)} />
        {rising.map((mark, at) => {
          const [below, above] = [rising[at - 1]?.value, rising[at + 1]?.value]
          return (
            <Handle
              key={mark.path.join('.')}
              axis={axis}
              value={mark.value}
              least={below === undefined ? Number.NEGATIVE_INFINITY : stepped(below, 1, axis)}
              most={above === undefined ? Number.POSITIVE_INFINITY : stepped(above, -1, axis)}
              label={text('thresholds.handle', { name: mark.label })}
              words={format(mark.value)}
              disabled={!editable}
              raised={raised[at] === true}
              onMove={(value, gesture) => change(mark.path, value, gesture)}
            />
          )
        })}
      </div>
      <figcaption className={classes.axis}>
        <span>{format(edges[0] ?? 0)}</span>
        <span>
          {missing > 0
            ? text('thresholds.known_missing', { known: number(known), missing: number(missing) })
            : text('thresholds.known', { known: number(known) })}
        </span>
        <span>{format(edges.at(-1) ?? 0)}</span>
      </figcaption>
    </figure>
  )
}

/** As much of the width as a value needs, to be read beside another. */
const ROOM = 0.16

/** Which values are written a line higher: every other one of those that stand close. */
function raisedOf(places: readonly number[]): boolean[] {
  const raised: boolean[] = []
  places.forEach((place, at) => {
    const before = places[at - 1]
    raised.push(before !== undefined && place - before < ROOM && raised[at - 1] !== true)
  })
  return raised
}
