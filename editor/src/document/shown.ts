import type { Playbook } from '@branch-playbook/engine'
import { type Context, createContext, useContext } from 'react'
import { useDocument } from './store.ts'

/** A playbook that is looked at, such as a version; null where the document that is edited is shown. */
export const LookedAt: Context<Playbook | null> = createContext<Playbook | null>(null)

/** The playbook that a card or a form of this part of the page belongs to. */
export function useShown(): Playbook | null {
  const lookedAt = useContext(LookedAt)
  const edited = useDocument((state) => state.shown)
  return lookedAt ?? edited
}
