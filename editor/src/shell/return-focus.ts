import { useEffect, useState } from 'react'

/** Gives the keyboard back to where it was before the component came, unless it has gone elsewhere since. */
export function useReturnFocus(): void {
  const [before] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      const isNowhere = document.activeElement === null || document.activeElement === document.body
      if (isNowhere && before instanceof HTMLElement) before.focus()
    },
    [before],
  )
}
