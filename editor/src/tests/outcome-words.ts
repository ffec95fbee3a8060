import { formatFigure } from '@branch-playbook/engine'
import { useDocument } from '../document/store.ts'
import { useLanguage } from '../locale/language.ts'
import { useNames } from '../nodes/names.ts'
import type { WrittenOutcome } from '../scrutiny/failed-tests.ts'

/** An outcome as a test writes it, in words. */
export function useOutcomeWords(): (outcome: string, written: WrittenOutcome) => string {
  const locale = useLanguage((state) => state.locale)
  const { named } = useNames()
  const currency = useDocument((state) => state.shown?.currency ?? '')
  return (outcome, written) => {
    if (Array.isArray(written)) return written.join(', ')
    const kind = named.get(outcome)?.type.kind ?? 'class'
    return String(formatFigure({ kind, value: written }, locale, currency))
  }
}
