import { type CoveredPlace, type Playbook, placeWords } from '@branch-playbook/engine'
import { useMemo } from 'react'
import { useSelection } from '../canvas/selection.ts'
import { useLanguage } from '../locale/language.ts'
import { useText } from '../locale/text.ts'
import { placeInNode } from '../trace/lit-places.ts'
import classes from './panel.module.css'

interface UnreachedProps {
  readonly playbook: Playbook
  readonly places: readonly CoveredPlace[]
}

/** The places that no test reaches. Each leads to its field. */
export function Unreached({ playbook, places }: UnreachedProps) {
  const text = useText()
  const locale = useLanguage((state) => state.locale)
  const { select } = useSelection()
  const words = useMemo(() => placeWords(playbook, locale), [playbook, locale])
  if (places.length === 0) return <p className={classes.empty}>{text('tests.all_reached')}</p>
  return (
    <ul className={classes.list} aria-label={text('tests.unreached_places')}>
      {places.map((place) => (
        <li key={`${place.path} ${place.way}`}>
          <button type="button" onClick={() => select(place.node, placeInNode(place.path))}>
            <span>{words(place)}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}
