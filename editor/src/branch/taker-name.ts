import { useCallback } from 'react'
import type { NamedByBank } from '../locale/local-name.ts'
import { useLocalName, useText } from '../locale/text.ts'

/** The name of an adviser to whom something may be given: that he is on leave is seen beside it. */
export function useTakerName(): (adviser: NamedByBank & { readonly away: boolean }) => string {
  const text = useText()
  const nameOf = useLocalName()
  return useCallback(
    (adviser) => (adviser.away ? text('adviser.on_leave', { name: nameOf(adviser) }) : nameOf(adviser)),
    [text, nameOf],
  )
}
