import { Link } from 'react-router'
import type { Version } from '../../api/playbooks.ts'
import { useText } from '../../locale/text.ts'
import { Hash } from '../hash.tsx'
import type { Happening } from './happenings.ts'
import classes from './line.module.css'

interface DetailsProps {
  readonly playbook: string
  readonly happening: Happening
}

/** What else is known of a happening, and where it leads. */
export function Details({ playbook, happening }: DetailsProps) {
  const text = useText()
  if ('of' in happening) {
    const { kind, of } = happening
    if (kind === 'submitted' || kind === 'shipped') return <Made playbook={playbook} version={of} />
    return <Judged playbook={playbook} version={of} />
  }
  if ('overlay' in happening) {
    const { branch, id } = happening.overlay
    return (
      <p className={classes.links}>
        <Link to={`/approvals/overlays/${encodeURIComponent(branch)}/${id}`}>{text('timeline.overlay')}</Link>
      </p>
    )
  }
  const run = 'run' in happening ? happening.run : null
  const experiment = 'experiment' in happening ? happening.experiment : null
  if (!run && !experiment) return null
  return (
    <div className={classes.more}>
      <p className={classes.links}>
        {run && <Link to={`/audit/runs/${run.id}`}>{text('timeline.run', { listed: run.listed })}</Link>}
        {experiment && (
          <Link to={`/approvals/experiments/${encodeURIComponent(experiment.id)}`}>
            {text('timeline.experiment')}
          </Link>
        )}
      </p>
    </div>
  )
}

interface VersionProps {
  readonly playbook: string
  readonly version: Version
}

function Made({ playbook, version }: VersionProps) {
  const text = useText()
  const { base, hash, evidence, version: number } = version
  const compare = `/audit/playbooks/${playbook}/compare?to=${number}`
  return (
    <div className={classes.more}>
      {evidence && (
        <p>
          {text('timeline.evidence', {
            passed: evidence.tests.passed,
            proven: evidence.claims.filter(({ verdict }) => verdict === 'proven').length,
            unknown: evidence.claims.filter(({ verdict }) => verdict === 'unknown').length,
            warnings: evidence.warnings,
          })}
        </p>
      )}
      <p>
        {text('timeline.identity')} <Hash value={hash} />
      </p>
      <p className={classes.links}>
        <Link to={`/audit/playbooks/${playbook}/versions/${number}/rulebook`}>
          {text('timeline.rulebook')}
        </Link>
        {base !== null && (
          <Link to={`${compare}&from=${base}`}>{text('timeline.compare_base', { base })}</Link>
        )}
        <Link to={compare}>{text('timeline.compare_any')}</Link>
        <a href={`/api/playbooks/${playbook}/versions/${number}/document`} download>
          {text('timeline.export')}
        </a>
      </p>
    </div>
  )
}

function Judged({ playbook, version: { review, version } }: VersionProps) {
  const text = useText()
  if (!review || (review.effect === null && review.notes.length === 0)) return null
  return (
    <div className={classes.more}>
      {review.notes.length > 0 && (
        <ul aria-label={text('timeline.notes')}>
          {review.notes.map(({ node, text: said }) => (
            <li key={`${node} ${said}`}>
              <code>{node}</code> {said}
            </li>
          ))}
        </ul>
      )}
      {review.effect !== null && (
        <p>
          {text('timeline.signed')} <Hash value={review.effect} />{' '}
          <Link to={`/approvals/playbooks/${playbook}/versions/${version}`}>{text('timeline.effect')}</Link>
        </p>
      )}
    </div>
  )
}
