import { formatFigure, type Invariant, type Reason, sentence } from '@branch-playbook/engine'
import { Button } from '@mantine/core'
import { IconRoute, IconTestPipe } from '@tabler/icons-react'
import { useFigureWords } from '../document/problem-words.ts'
import { useDocument } from '../document/store.ts'
import { useLanguage } from '../locale/language.ts'
import { useText } from '../locale/text.ts'
import { useNames } from '../nodes/names.ts'
import type { Breaker } from '../scrutiny/judged-claim.ts'
import { useBreaker } from './breaker.ts'
import classes from './claims.module.css'

interface CounterexampleProps {
  readonly invariant: Invariant
  readonly breaker: Breaker
  readonly editable: boolean
}

/** Who breaks a claim, and why he is decided so; one click leads to his way, another makes a test of him. */
export function Counterexample({ invariant, breaker, editable }: CounterexampleProps) {
  const text = useText()
  const locale = useLanguage((state) => state.locale)
  const currency = useDocument((state) => state.shown?.currency ?? '')
  const figureWords = useFigureWords()
  const { nameOf } = useNames()
  const { day, events, facts, reasons, other } = breaker
  const { trace, makeTest } = useBreaker(invariant, breaker)
  const listed = facts.map(({ name, value }) => figureWords(name, value.value)).join(text('claims.comma'))
  return (
    <div className={classes.breaker}>
      <p>
        {facts.length > 0 ? text('claims.customer', { day, facts: listed }) : text('claims.plain', { day })}
      </p>
      {events.map((event) => (
        <p key={event.id}>{text('claims.event', { event: event.name[locale], day: event.day })}</p>
      ))}
      <span className={classes.tools}>
        <Button
          size="compact-xs"
          variant="light"
          leftSection={<IconRoute size={13} aria-hidden />}
          onClick={trace}
        >
          {text('claims.trace')}
        </Button>
        {editable && (
          <Button
            size="compact-xs"
            variant="light"
            leftSection={<IconTestPipe size={13} aria-hidden />}
            onClick={makeTest}
          >
            {text('tests.make')}
          </Button>
        )}
      </span>
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
