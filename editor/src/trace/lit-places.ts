import type { CoveredPlace } from '@branch-playbook/engine'
import { useEffect, useMemo } from 'react'
import { useCoveragePaint } from '../tests/coverage-paint.ts'
import { useTrace } from './store.ts'

/** How a place looks that the traced customer took, and one that no test reaches. */
const TAKEN = 'box-shadow: 0 0 0 2px var(--accent); border-radius: 3px; background-color: var(--accent-soft)'
const UNREACHED = 'outline: 1.5px dashed var(--amber); outline-offset: 0'

/** Ways of a condition that was looked at and led nowhere: there is nothing to light. */
const WITHOUT_EFFECT: ReadonlySet<string | null> = new Set(['no', 'none'])

/**
 * Lights places of nodes on cards, in forms and in sheets: whatever carries `data-place` within `data-node`, or
 * within a card of the canvas. By one style sheet, so that a step draws no card anew.
 */
export function useLitPlaces(): void {
  const tracing = useTrace((state) => state.tracing)
  const unreached = useCoveragePaint()
  const rules = useMemo(() => {
    const taken = (tracing?.nodes ?? []).flatMap((node) => node.taken)
    return [
      ...rulesFor(
        taken.filter(({ way }) => !WITHOUT_EFFECT.has(way)),
        TAKEN,
      ),
      ...rulesFor(unreached, UNREACHED),
    ]
  }, [tracing, unreached])
  useEffect(() => {
    if (rules.length === 0) return
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(rules.join('\n'))
    document.adoptedStyleSheets.push(sheet)
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet)
    }
  }, [rules])
}

/** A place is where it is written, and every field within it. */
const rulesFor = (places: readonly CoveredPlace[], look: string): string[] =>
  places.flatMap(({ node, path }) => {
    const place = placeInNode(path)
    if (place === '') return []
    const here = `[data-place="${CSS.escape(place)}"]`
    const within = `[data-place^="${CSS.escape(`${place}/`)}"]`
    const holders = `:is(.react-flow__node[data-id="${CSS.escape(node)}"], [data-node="${CSS.escape(node)}"])`
    return [`${holders} :is(${here}, ${within}) { ${look} }`]
  })

/** A pointer into the playbook, as one into its node. */
export const placeInNode = (path: string): string => path.replace(/^\/nodes\/\d+/, '')
