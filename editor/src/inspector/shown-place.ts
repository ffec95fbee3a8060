import { pointer } from '@branch-playbook/engine'
import { type RefObject, useEffect, useRef } from 'react'
import { useSelection } from '../canvas/selection.ts'
import type { Path } from '../document/path.ts'

/** Whether the field that was asked for is at a place of the node or within it. */
export function useIsShown(path: Path): boolean {
  const here = pointer(path)
  return useSelection(({ place }) => place !== null && `${place}/`.startsWith(`${here}/`))
}

/** The place of the item, in the list at a path, in which the field is that was asked for; null when it is elsewhere. */
export function useShownRow(path: Path): number | null {
  const list = `${pointer(path)}/`
  return useSelection(({ place }) => {
    const at = place?.startsWith(list) ? Number.parseInt(place.slice(list.length), 10) : Number.NaN
    return Number.isNaN(at) ? null : at
  })
}

/** Brings the field that was asked for into view, and the cursor into it. Takes the form that holds the fields. */
export function useShownPlace(isDrawn: boolean): RefObject<HTMLElement | null> {
  const form = useRef<HTMLElement>(null)
  const { selected, place } = useSelection()
  useEffect(() => {
    if (!isDrawn || selected === null || place === null) return
    // Whatever is folded around the field unfolds first.
    const frame = requestAnimationFrame(() => {
      const field = nearest(form.current, place)
      field?.scrollIntoView({ block: 'center' })
      field?.focus({ preventScroll: true })
    })
    return () => cancelAnimationFrame(frame)
  }, [isDrawn, selected, place])
  return form
}

/** The field at a place, or else the closest one around it. */
function nearest(form: HTMLElement | null, place: string): HTMLElement | null {
  for (let at = place; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const field = form?.querySelector<HTMLElement>(`[data-place="${CSS.escape(at)}"]`)
    if (field) return field
  }
  return null
}
