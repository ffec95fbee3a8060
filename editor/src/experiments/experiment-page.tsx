import { Loader } from '@mantine/core'
import { Link, useParams } from 'react-router'
import { useCurrency } from '../api/bank.ts'
import { type Experiment, useExperiment, useOutcomes } from '../api/experiments.ts'
import { useSession } from '../api/session.ts'
import { useLifeWords } from '../approvals/life-words.ts'
import classes from '../approvals/page.module.css'
import { useFormats } from '../locale/format.ts'
import { useText } from '../locale/text.ts'
import { Refused } from '../shell/refused.tsx'
import { ExperimentLine, ExperimentState } from './at-a-glance.tsx'
import { EndExperiment } from './end-experiment.tsx'
import own from './experiments.module.css'
import { OutcomesView } from './outcomes-view.tsx'
import { Reshare } from './reshare.tsx'

/** One experiment: who has the challenger, and what came of it. */
export function ExperimentPage() {
  const { experiment: id = '' } = useParams()
  const { data: experiment, error, refetch } = useExperiment(id)
  const { data: user } = useSession()
  const outcomes = useOutcomes(id)
  if (error) return <Refused error={error} onRetry={() => void refetch()} />
  if (!experiment) return <Loader size="sm" m="xl" />
  const mayChange = user?.role === 'approver' && experiment.state !== 'ended'
  return (
    <div className={classes.page}>
      <Head experiment={experiment} />
      <div className={own.columns}>
        <div>
          {outcomes.error ? (
            <Refused error={outcomes.error} onRetry={() => void outcomes.refetch()} />
          ) : outcomes.data ? (
            <OutcomesView outcomes={outcomes.data} />
          ) : (
            <Loader size="sm" m="xl" />
          )}
        </div>
        <aside className={own.side}>
          <SharesSoFar experiment={experiment} />
          {mayChange && <Reshare experiment={experiment} />}
          {mayChange && <EndExperiment experiment={experiment} />}
        </aside>
      </div>
    </div>
  )
}

function Head({ experiment }: { readonly experiment: Experiment }) {
  const text = useText()
  const words = useLifeWords()
  const { name, state, playbook, challenger, by, at, reason } = experiment
  return (
    <>
      <div className={own.head}>
        <h1>{name}</h1>
        <ExperimentState state={state} />
        <Link to={`/approvals/playbooks/${playbook}/versions/${challenger}`}>
          {text('experiments.see_challenger', { challenger })}
        </Link>
      </div>
      <p className={classes.what}>
        {reason}
        <br />
        <ExperimentLine experiment={experiment} />
        {' · '}
        {text('experiments.started_by', { by, at: words.moment(at) })}
      </p>
    </>
  )
}

/** All shares that it ever had. */
function SharesSoFar({ experiment }: { readonly experiment: Experiment }) {
  const text = useText()
  const { day, percent } = useFormats(useCurrency())
  return (
    <section className={own.panel}>
      <h2>{text('shares.title')}</h2>
      <ul className={own.history}>
        {experiment.shares.map(({ from, share, holdout, by, reason }, at) => (
          <li key={at}>
            {share + holdout === 0
              ? text('shares.ended', { day: day(from), by })
              : text('shares.from', {
                  day: day(from),
                  share: percent(share),
                  holdout: percent(holdout),
                  by,
                })}{' '}
            <q>{reason}</q>
          </li>
        ))}
      </ul>
    </section>
  )
}
