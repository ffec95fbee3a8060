import { Loader } from '@mantine/core'
import { Link } from 'react-router'
import { type Experiment, useExperiments } from '../api/experiments.ts'
import { useSession } from '../api/session.ts'
import classes from '../approvals/page.module.css'
import { useText } from '../locale/text.ts'
import { Notice } from '../shell/notice.tsx'
import { Refused } from '../shell/refused.tsx'
import { ExperimentLine, ExperimentState } from './at-a-glance.tsx'
import own from './experiments.module.css'
import { StartForm } from './start-form.tsx'

/** What is tried out, what was, and the form to begin another. */
export function ExperimentsPage() {
  const text = useText()
  const { data: user } = useSession()
  const { data: experiments, error, refetch } = useExperiments()
  if (error) return <Refused error={error} onRetry={() => void refetch()} />
  if (!experiments) return <Loader size="sm" m="xl" />
  return (
    <div className={classes.page}>
      <h1>{text('experiments.title')}</h1>
      <p className={classes.what}>{text('experiments.what')}</p>
      <div className={user?.role === 'approver' ? own.columns : undefined}>
        <div>
          {experiments.length === 0 ? (
            <Notice tone="plain" title={text('experiments.none')} text={text('experiments.none_what')} />
          ) : (
            <List experiments={experiments} />
          )}
        </div>
        {user?.role === 'approver' && <StartForm />}
      </div>
    </div>
  )
}

function List({ experiments }: { readonly experiments: readonly Experiment[] }) {
  return (
    <ul className={classes.cards}>
      {experiments.map((experiment) => (
        <li key={experiment.id}>
          <Link to={`/approvals/experiments/${experiment.id}`}>
            <strong>{experiment.name}</strong>
            <ExperimentState state={experiment.state} />
            <span className={classes.note}>{experiment.reason}</span>
            <small>
              <ExperimentLine experiment={experiment} />
            </small>
          </Link>
        </li>
      ))}
    </ul>
  )
}
