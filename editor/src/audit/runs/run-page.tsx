import { Button, Loader } from '@mantine/core'
import { IconRepeat } from '@tabler/icons-react'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { type Run, useRun } from '../../api/runs.ts'
import { useSession } from '../../api/session.ts'
import { useFormats } from '../../locale/format.ts'
import { useBilingual, useText } from '../../locale/text.ts'
import { Refused } from '../../shell/refused.tsx'
import { Hash } from '../hash.tsx'
import page from '../page.module.css'
import { useAuditWords } from '../words.ts'
import { Differences } from './differences.tsx'
import { FindCustomer } from './find-customer.tsx'
import { useRulesInWords } from './rules-in-words.ts'
import classes from './runs.module.css'
import { useSeries } from './series.ts'
import { Verdict } from './verdict.tsx'

/** One run: what it was decided from, whether it comes out the same, and any of its customers. */
export function RunPage() {
  const { run: id = '' } = useParams()
  const text = useText()
  const { day } = useAuditWords()
  const { data: user } = useSession()
  const { data: run, error, refetch } = useRun(id)
  if (error && !run) return <Refused error={error} onRetry={() => void refetch()} />
  if (!run) return <Loader size="sm" m="xl" />
  return (
    <div className={page.page}>
      <header className={page.head}>
        <Link to="/audit/runs" className={classes.back}>
          {text('runs.all')}
        </Link>
        <h1>{text('runs.of_day', { day: day(run.day) })}</h1>
      </header>
      <Inputs run={run} />
      {user?.role !== 'administrator' && (
        <>
          <ReplayPanel run={id} />
          <FindCustomer run={id} />
        </>
      )}
    </div>
  )
}

function Inputs({ run }: { readonly run: Run }) {
  const text = useText()
  const bilingual = useBilingual()
  const rules = useRulesInWords()
  const { number } = useFormats('CNY')
  return (
    <section className={page.panel} aria-labelledby="inputs">
      <h2 id="inputs">{text('runs.inputs')}</h2>
      <dl className={page.facts}>
        <dt>{text('runs.identity')}</dt>
        <dd>
          <Hash value={run.id} />
        </dd>
        <dt>{text('runs.rules')}</dt>
        <dd>
          {rules(run)} <Hash value={run.playbook.hash} />
        </dd>
        <dt>{text('runs.snapshot')}</dt>
        <dd>
          <Hash value={run.snapshot} />
        </dd>
        <dt>{text('runs.contacts')}</dt>
        <dd>
          <Hash value={run.contactState} />
        </dd>
        <dt>{text('runs.events')}</dt>
        <dd>{run.events.map(({ name }) => bilingual(name)).join(', ') || text('runs.no_events')}</dd>
        <dt>{text('runs.engine')}</dt>
        <dd>{run.engine}</dd>
        <dt>{text('runs.outcome')}</dt>
        <dd>
          {text('runs.counts', {
            customers: number(run.customers),
            listed: number(run.listed),
            cut: number(run.cut),
            blocked: number(run.blocked),
          })}{' '}
          <Hash value={run.outcome} />
        </dd>
      </dl>
    </section>
  )
}

function ReplayPanel({ run }: { readonly run: string }) {
  const text = useText()
  const { outcomes, replay } = useSeries()
  const [pending, setPending] = useState(false)
  const outcome = outcomes.get(run)
  const start = async () => {
    setPending(true)
    await replay(run)
    setPending(false)
  }
  return (
    <section className={page.panel} aria-labelledby="replay">
      <h2 id="replay">{text('runs.replay')}</h2>
      <p>{text('runs.replay_one_what')}</p>
      <Button
        size="xs"
        leftSection={<IconRepeat size={15} aria-hidden />}
        disabled={pending}
        onClick={() => void start()}
      >
        {text('runs.replay_now')}
      </Button>
      <div className={classes.outcome} aria-live="polite">
        {pending && (
          <span className={page.row}>
            <Loader size="xs" /> {text('runs.replaying')}
          </span>
        )}
        {!pending && outcome && 'error' in outcome && <Refused error={outcome.error} />}
        {!pending && outcome && 'replay' in outcome && (
          <>
            <div className={classes.compared}>
              <Verdict outcome={outcome} />
              {text('runs.actions_compared', { actions: outcome.replay.actions.then })}
            </div>
            {!outcome.replay.same && <Differences replay={outcome.replay} />}
          </>
        )}
      </div>
    </section>
  )
}
