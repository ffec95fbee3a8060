import { hash } from 'node:crypto'
import {
  applyOverlay,
  type OverlayValues,
  type Problem,
  parsePlaybookText,
  playbookHash,
} from '@branch-playbook/engine'
import { Once } from '../desk/once.ts'

/** A version with a branch's numbers in it, or why these do not fit it. */
export type Overlaid =
  | { readonly ok: true; readonly hash: string; readonly document: string }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/** Every branch may have numbers of its own, and whatever changes the rules asks for all of them. */
const MOST_KEPT = 1_000
const kept = new Once<Overlaid>(MOST_KEPT)

/** The document of a version with a branch's numbers in it. The same version and numbers are put together once. */
export function overlaid(document: string, values: OverlayValues): Promise<Overlaid> {
  const key = `${hash('sha256', document)} ${JSON.stringify(Object.entries(values).toSorted())}`
  return kept.get(key, async () => {
    const parsed = parsePlaybookText(document)
    if (!parsed.ok) return parsed
    const applied = applyOverlay(parsed.value, values)
    if (!applied.ok) return applied
    return { ok: true, hash: playbookHash(applied.value), document: JSON.stringify(applied.value) }
  })
}
