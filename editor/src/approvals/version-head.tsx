import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconHelpCircle } from '@tabler/icons-react'
import { Link } from 'react-router'
import { useCurrency } from '../api/bank.ts'
import type { Effect } from '../api/life.ts'
import type { Version } from '../api/playbooks.ts'
import { useFormats } from '../locale/format.ts'
import { useBilingual, useText } from '../locale/text.ts'
import { usePlaybookName } from '../shell/playbook-name.ts'
import { isInForce } from './in-force.tsx'
import { useLifeWords } from './life-words.ts'
import { Signed } from './signed.tsx'
import { StateBadge } from './state-badge.tsx'
import classes from './version-page.module.css'

const MARKS = {
  good: IconCircleCheck,
  open: IconHelpCircle,
  bad: IconCircleX,
  warning: IconAlertTriangle,
} as const

interface VersionHeadProps {
  readonly playbook: string
  readonly version: Version
  readonly effect: Effect | undefined
}

/** Who changed what and why, what speaks for it, and how many it concerns. */
export function VersionHead({ playbook, version: living, effect }: VersionHeadProps) {
  const text = useText()
  const words = useLifeWords()
  const nameOf = usePlaybookName()
  const { number } = useFormats(useCurrency())
  const { version, state, author, at, note, base, contributors, review } = living
  const evidence = living.evidence ?? effect?.evidence
  return (
    <header className={classes.head}>
      <div>
        <h1>{text('approvals.version', { playbook: nameOf(playbook), version })}</h1>
        <StateBadge state={state} />
        <nav aria-label={text('approvals.ways')}>
          <a href="#decision" className={classes.jump}>
            {text('approvals.decision')}
          </a>
          {base !== null && (
            <Link to={`/audit/playbooks/${playbook}/compare?from=${base}&to=${version}`}>
              {text('versions.compare', { version: base })}
            </Link>
          )}
          <Link to={`/audit/playbooks/${playbook}/versions/${version}/rulebook`}>
            {text('audit.rulebook')}
          </Link>
        </nav>
      </div>
      <p className={classes.note}>{note}</p>
      <p className={classes.who}>
        {text('approvals.by', { author, at: words.moment(at) })}
        {base !== null && `${text('life.comma')}${text('approvals.from', { version: base })}`}
        {contributors.length > 1 &&
          `${text('life.comma')}${text('approvals.contributors', { names: contributors.join(text('life.comma')) })}`}
      </p>
      {review && (
        <p className={classes.who}>
          {words.review(review)} <Signed effect={review.effect} /> {review.comment && <q>{review.comment}</q>}
        </p>
      )}
      {evidence && <Evidence evidence={evidence} />}
      {effect && !isInForce(effect) && (
        <p className={classes.who}>
          {text('effect.changed', {
            changed: number(effect.changed),
            customers: number(effect.basis.customers),
          })}
        </p>
      )}
    </header>
  )
}

/** What was found when the version was submitted. */
function Evidence({ evidence }: { readonly evidence: Effect['evidence'] }) {
  const text = useText()
  const bilingual = useBilingual()
  const { tests, claims, warnings } = evidence
  const of = (verdict: string) => claims.filter((each) => each.verdict === verdict).length
  const [proven, unknown, disproven] = [of('proven'), of('unknown'), of('disproven')]
  const lines = [
    { mark: tests.failed > 0 ? 'bad' : 'good', words: text('evidence.tests', tests) },
    {
      mark: disproven > 0 ? 'bad' : unknown > 0 ? 'open' : 'good',
      words: text('evidence.claims', { proven, unknown, disproven }),
    },
    { mark: warnings > 0 ? 'warning' : 'good', words: text('evidence.warnings', { warnings }) },
  ] as const
  return (
    <>
      <ul className={classes.facts} aria-label={text('evidence.title')}>
        {lines.map(({ mark, words }) => {
          const Icon = MARKS[mark]
          return (
            <li key={words} data-mark={mark === 'warning' ? 'open' : mark}>
              <Icon size={16} stroke={1.8} aria-hidden />
              {words}
            </li>
          )
        })}
      </ul>
      {claims.length > 0 && (
        <details>
          <summary>{text('evidence.which')}</summary>
          <ul>
            {claims.map(({ id, name, verdict }) => (
              <li key={id}>
                {text('evidence.claim', {
                  verdict: text(`evidence.verdict.${verdict}`),
                  name: bilingual(name),
                })}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}
