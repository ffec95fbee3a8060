import type { Invariant } from '@branch-playbook/engine'
import { useId, useState } from 'react'
import { useDocument } from '../document/store.ts'
import { useBilingual, useText } from '../locale/text.ts'
import type { JudgedClaim } from '../scrutiny/judged-claim.ts'
import { useScrutiny } from '../scrutiny/store.ts'
import classes from './claims.module.css'
import { Counterexample } from './counterexample.tsx'

/** What the bank claims of everybody, and whether it is so. Nothing for a playbook that claims nothing. */
export function Claims({ editable }: { readonly editable: boolean }) {
  const text = useText()
  const bilingual = useBilingual()
  const invariants = useDocument((state) => state.shown?.invariants)
  const judged = useScrutiny((state) => state.claims)
  if (!invariants?.length) return null
  return (
    <section className={classes.claims} data-testid="claims">
      <h3>{text('claims.title')}</h3>
      <p>{text('claims.what')}</p>
      <ul>
        {invariants.map((invariant) => (
          <Claim
            key={invariant.id}
            invariant={invariant}
            name={bilingual(invariant.name)}
            judged={judged.get(invariant.id)}
            editable={editable}
          />
        ))}
      </ul>
    </section>
  )
}

interface ClaimProps {
  readonly invariant: Invariant
  readonly name: string
  /** Undefined until it is judged. */
  readonly judged: JudgedClaim | undefined
  readonly editable: boolean
}

function Claim({ invariant, name, judged, editable }: ClaimProps) {
  const text = useText()
  const details = useId()
  const [open, setOpen] = useState(false)
  const status = judged?.status ?? 'pending'
  return (
    <li data-status={status}>
      <span className={classes.status}>{text(`claims.${status}`)}</span>
      <span>{name}</span>
      {judged?.status === 'unknown' && <small>{text(`claims.why.${judged.why}`)}</small>}
      {judged?.status === 'refuted' && (
        <>
          <button
            type="button"
            className={classes.unfold}
            aria-expanded={open}
            aria-controls={details}
            onClick={() => setOpen(!open)}
          >
            {text(open ? 'claims.less' : 'claims.more')}
          </button>
          <div id={details}>
            {open && <Counterexample invariant={invariant} breaker={judged.breaker} editable={editable} />}
          </div>
        </>
      )}
    </li>
  )
}
