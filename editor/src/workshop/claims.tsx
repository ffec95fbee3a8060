import { formatFigure, type Reason, sentence } from '@branch-playbook/engine'
import { useId, useState } from 'react'
import { useFigureWords } from '../document/problem-words.ts'
import { useDocument } from '../document/store.ts'
import { useLanguage } from '../locale/language.ts'
import { useBilingual, useText } from '../locale/text.ts'
import { useNames } from '../nodes/names.ts'
import type { Breaker, JudgedClaim } from '../scrutiny/judged-claim.ts'
import { useScrutiny } from '../scrutiny/store.ts'
import classes from './claims.module.css'

/** What the bank claims of everybody, and whether it is so. Nothing for a playbook that claims nothing. */
export function Claims() {
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
        {invariants.map(({ id, name }) => (
          <Claim key={id} name={bilingual(name)} judged={judged.get(id)} />
        ))}
      </ul>
    </section>
  )
}

interface ClaimProps {
  readonly name: string
  /** Undefined until it is judged. */
  readonly judged: JudgedClaim | undefined
}

function Claim({ name, judged }: ClaimProps) {
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
          <div id={details}>{open && <Counterexample breaker={judged.breaker} />}</div>
        </>
      )}
    </li>
  )
}

/** Who breaks a claim, and why he is decided so. */
function Counterexample({ breaker }: { readonly breaker: Breaker }) {
  const text = useText()
  const locale = useLanguage((state) => state.locale)
  const currency = useDocument((state) => state.shown?.currency ?? '')
  const figureWords = useFigureWords()
  const { nameOf } = useNames()
  const { day, events, facts, reasons, other } = breaker
  const listed = facts.map(({ name, value }) => figureWords(name, value.value)).join(text('claims.comma'))
  return (
    <div className={classes.breaker}>
      <p>
        {facts.length > 0 ? text('claims.customer', { day, facts: listed }) : text('claims.plain', { day })}
      </p>
      {events.map((event) => (
        <p key={event.id}>{text('claims.event', { event: event.name[locale], day: event.day })}</p>
      ))}
      <Reasons reasons={reasons} />
      {other && (
        <>
          <p>
            {text('claims.with_more', {
              name: nameOf(other.more),
              value: String(formatFigure(other.value, locale, currency)),
            })}
          </p>
          <Reasons reasons={other.reasons} />
        </>
      )}
    </div>
  )
}

function Reasons({ reasons }: { readonly reasons: readonly Reason[] }) {
  const locale = useLanguage((state) => state.locale)
  const currency = useDocument((state) => state.shown?.currency ?? '')
  return (
    <ul>
      {reasons.map((reason, at) => (
        <li key={at}>{sentence(reason, locale, currency)}</li>
      ))}
    </ul>
  )
}
