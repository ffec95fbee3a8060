import { formatFigure, type Maybe, parseDay } from '@branch-playbook/engine'
import { useDocument } from '../document/store.ts'
import { useLanguage } from '../locale/language.ts'
import { useNames } from '../nodes/names.ts'

/** An outcome as a test found it, in words. */
export function useOutcomeWords(): (outcome: string, written: string) => string {
  const locale = useLanguage((state) => state.locale)
  const { named } = useNames()
  const currency = useDocument((state) => state.shown?.currency ?? '')
  return (outcome, written) => {
    if (written.startsWith('[')) return written.slice(1, -1)
    const kind = named.get(outcome)?.type.kind ?? 'class'
    return String(formatFigure({ kind, value: readOutcome(kind, written) }, locale, currency))
  }
}

function readOutcome(kind: string, written: string): Maybe {
  if (written === 'null') return null
  switch (kind) {
    case 'class':
      return written
    case 'date':
      return parseDay(written)
    case 'flag':
      return written === 'true'
    default:
      return Number(written)
  }
}
