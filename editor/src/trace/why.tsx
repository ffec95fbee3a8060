import { edgesOf, type Playbook, placeWords, sentence } from '@branch-playbook/engine'
import { useMemo } from 'react'
import { useSelection } from '../canvas/selection.ts'
import { useLanguage } from '../locale/language.ts'
import { useBilingual, useText } from '../locale/text.ts'
import { useNames } from '../nodes/names.ts'
import { useFigureText } from './figure-text.ts'
import { placeInNode } from './lit-places.ts'
import classes from './panel.module.css'
import type { TracedNode, Tracing } from './tracing.ts'

interface WhyProps {
  readonly playbook: Playbook
  readonly tracing: Tracing
}

/** Why the node of the step came out so: in words, what of it was taken, and what that rests on. */
export function Why({ playbook, tracing }: WhyProps) {
  const text = useText()
  const bilingual = useBilingual()
  const { selected } = useSelection()
  const traced = tracing.nodes.find(({ id }) => id === selected)
  const node = playbook.nodes.find(({ id }) => id === selected)
  if (!traced || !node) return <p className={classes.empty}>{text('trace.start')}</p>
  return (
    <div className={classes.reasons} data-testid="why">
      <h3>{text('trace.why', { node: bilingual(node.name) })}</h3>
      <Reasons playbook={playbook} traced={traced} />
      <Taken playbook={playbook} traced={traced} />
      <Rests names={[...new Set(edgesOf(node).map(({ to }) => to))]} tracing={tracing} />
    </div>
  )
}

interface TracedProps {
  readonly playbook: Playbook
  readonly traced: TracedNode
}

function Reasons({ playbook, traced }: TracedProps) {
  const text = useText()
  const locale = useLanguage((state) => state.locale)
  if (traced.reasons.length === 0) return <p>{text('trace.no_reason')}</p>
  return (
    <ul>
      {traced.reasons.map((reason, at) => (
        <li key={at}>{sentence(reason, locale, playbook.currency)}</li>
      ))}
    </ul>
  )
}

/** The places that were taken, each leading to its field. */
function Taken({ playbook, traced }: TracedProps) {
  const text = useText()
  const locale = useLanguage((state) => state.locale)
  const { select } = useSelection()
  const words = useMemo(() => placeWords(playbook, locale), [playbook, locale])
  const places = traced.taken.filter(({ path }) => placeInNode(path) !== '')
  if (places.length === 0) return null
  return (
    <>
      <h4>{text('trace.taken')}</h4>
      <ul className={classes.chips}>
        {places.map((place) => (
          <li key={`${place.path} ${place.way}`}>
            <button
              type="button"
              className={classes.chip}
              onClick={() => select(traced.id, placeInNode(place.path))}
            >
              {words(place).split(' › ').slice(1).join(' › ') || words(place)}
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}

interface RestsProps {
  readonly names: readonly string[]
  readonly tracing: Tracing
}

/** The facts and outcomes that the node goes by. An outcome leads to its node. */
function Rests({ names, tracing }: RestsProps) {
  const text = useText()
  const { nameOf } = useNames()
  const figureText = useFigureText()
  const { select } = useSelection()
  const isNode = (name: string) => tracing.nodes.some(({ id }) => id === name)
  const known = names.filter((name) => tracing.figures.has(name) || isNode(name))
  if (known.length === 0) return null
  return (
    <>
      <h4>{text('trace.rests')}</h4>
      <dl className={classes.rests}>
        {known.map((name) => {
          const figure = tracing.figures.get(name)
          return (
            <div key={name}>
              <dt>
                {isNode(name) ? (
                  <button type="button" onClick={() => select(name)}>
                    {nameOf(name)}
                  </button>
                ) : (
                  nameOf(name)
                )}
              </dt>
              <dd>{figure ? figureText(figure) : '–'}</dd>
            </div>
          )
        })}
      </dl>
    </>
  )
}
