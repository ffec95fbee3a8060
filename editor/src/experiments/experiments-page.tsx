import { Badge, Loader } from '@mantine/core'
import { Link } from 'react-router'
import { useCurrency } from '../api/bank.ts'
import { type Experiment, useExperiments } from '../api/experiments.ts'
import { useSession } from '../api/session.ts'
import { useLifeWords } from '../approvals/life-words.ts'
import classes from '../approvals/page.module.css'
import { useFormats } from '../locale/format.ts'
import { useText } from '../locale/text.ts'
import { Notice } from '../shell/notice.tsx'
import { Refused } from '../shell/refused.tsx'
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
  const text = useText()
  const words = useLifeWords()
  const { day, percent } = useFormats(useCurrency())
  return (
    <ul className={classes.cards}>
      {experiments.map(
        ({ id, name, state, challenger, unit, share, holdout, branches, from, ended, reason }) => (
          <li key={id}>
            <Link to={`/approvals/experiments/${id}`}>
              <strong>{name}</strong>
              <ExperimentState state={state} />
              <span className={classes.note}>{reason}</span>
              <small>
                {text('experiments.line', {
                  challenger,
                  unit: text(`experiments.of.${unit}`),
                  share: percent(share),
                  holdout: percent(holdout),
                  where: words.where(branches),
                })}{' '}
                {ended === null
                  ? text('live.since', { day: day(from) })
                  : text('experiments.period', { from: day(from), ended: day(ended) })}
              </small>
            </Link>
          </li>
        ),
      )}
    </ul>
  )
}

export const ExperimentState = ({ state }: Pick<Experiment, 'state'>) => {
  const text = useText()
  return (
    <Badge size="sm" radius="sm" tt="none" variant={state === 'running' ? 'filled' : 'default'}>
      {text(`experiments.state.${state}`)}
    </Badge>
  )
}
