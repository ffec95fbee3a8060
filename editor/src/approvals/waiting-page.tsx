import { Loader } from '@mantine/core'
import { Link } from 'react-router'
import { useAllVersions, type VersionOfPlaybook } from '../api/life.ts'
import { useAllOverlays } from '../api/overlays.ts'
import { useSession } from '../api/session.ts'
import { useText } from '../locale/text.ts'
import { Notice } from '../shell/notice.tsx'
import { usePlaybookName } from '../shell/playbook-name.ts'
import { Refused } from '../shell/refused.tsx'
import { useLifeWords } from './life-words.ts'
import classes from './page.module.css'
import { StateBadge } from './state-badge.tsx'
import { isSubmitted } from './version-states.ts'

/** What waits for a decision, and what has been decided but is in force nowhere yet. */
export function WaitingPage() {
  const text = useText()
  const { data: versions, error } = useAllVersions()
  if (error) return <Refused error={error} />
  if (!versions) return <Loader size="sm" m="xl" />
  const of = (...states: VersionOfPlaybook['state'][]) =>
    versions.filter(({ state }) => states.includes(state))
  const [waiting, approved, back] = [of('submitted'), of('approved'), of('sent_back', 'withdrawn')]
  return (
    <div className={classes.page}>
      <h1>{text('approvals.waiting')}</h1>
      <p className={classes.what}>{text('approvals.waiting_what')}</p>
      {waiting.length === 0 ? (
        <Notice tone="plain" title={text('approvals.none')} text={text('approvals.none_what')} />
      ) : (
        <Cards versions={waiting} />
      )}
      <WaitingNumbers />
      {approved.length > 0 && (
        <section>
          <h2>{text('approvals.approved')}</h2>
          <p className={classes.what}>{text('approvals.approved_what')}</p>
          <Cards versions={approved} />
        </section>
      )}
      {back.length > 0 && (
        <section>
          <h2>{text('approvals.back')}</h2>
          <Cards versions={back} />
        </section>
      )}
    </div>
  )
}

/** Numbers of branches wait on a page of their own. */
function WaitingNumbers() {
  const text = useText()
  const { data: overlays = [] } = useAllOverlays()
  const count = overlays.filter(isSubmitted).length
  if (count === 0) return null
  return (
    <p>
      <Link to="/approvals/overlays">{text('approvals.numbers', { count })}</Link>
    </p>
  )
}

function Cards({ versions }: { readonly versions: readonly VersionOfPlaybook[] }) {
  const text = useText()
  const nameOf = usePlaybookName()
  const words = useLifeWords()
  const { data: user } = useSession()
  return (
    <ul className={classes.cards}>
      {versions.map(({ playbook, version, state, author, at, note, review, contributors }) => (
        <li key={`${playbook} ${version}`}>
          <Link to={`/approvals/playbooks/${playbook}/versions/${version}`}>
            <strong>{text('approvals.version', { playbook: nameOf(playbook), version })}</strong>
            <StateBadge state={state} />
            <span className={classes.note}>{note}</span>
            <small>
              {text('approvals.by', { author, at: words.moment(at) })}
              {review && `${text('life.comma')}${words.review(review)}`}
            </small>
            {state === 'submitted' && user?.role === 'approver' && (
              <em>{text(contributors.includes(user.id) ? 'approvals.own_short' : 'approvals.open')}</em>
            )}
          </Link>
        </li>
      ))}
    </ul>
  )
}
