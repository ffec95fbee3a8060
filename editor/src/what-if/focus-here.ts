import { useEffect, useRef } from 'react'

/**
 * The focus comes with whoever picked to what appears, and goes back to where he was when that is closed.
 * @returns the ref of the element to focus, and what closes and goes back.
 */
export function useFocusHere(unpick: () => void) {
  const head = useRef<HTMLHeadingElement>(null)
  const cameFrom = useRef<Element | null>(null)
  useEffect(() => {
    cameFrom.current = document.activeElement
    head.current?.focus()
  }, [])
  const close = () => {
    unpick()
    const { current } = cameFrom
    // Figures that were hidden behind what is closed can be focused once they are back.
    if (current instanceof HTMLElement || current instanceof SVGElement)
      requestAnimationFrame(() => current.focus())
  }
  return { head, close }
}
