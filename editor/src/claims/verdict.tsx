import type { Invariant } from '@branch-playbook/engine'
import { useText } from '../locale/text.ts'
import { useScrutiny } from '../scrutiny/store.ts'
import { Counterexample } from './counterexample.tsx'
import classes from './panel.module.css'

interface VerdictProps {
  readonly invariant: Invariant
  readonly editable: boolean
}

/** Whether a claim is so: proven, refuted by somebody, or unknown and why. */
export function Verdict({ invariant, editable }: VerdictProps) {
  const text = useText()
  const judged = useScrutiny((state) => state.claims.get(invariant.id))
  const status = judged?.status ?? 'pending'
  return (
    <div className={classes.verdict} data-status={status} aria-live="polite" data-testid="claim-verdict">
      <strong>{text(`claims.${status}`)}</strong>
      {judged?.status === 'unknown' && <p>{text(`claims.why.${judged.why}`)}</p>}
      {judged?.status === 'refuted' && (
        <Counterexample invariant={invariant} breaker={judged.breaker} editable={editable} />
      )}
    </div>
  )
}
