import { Loader, TextInput } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router'
import { type Experiment, useExperiments } from '../api/experiments.ts'
import { type BranchRules, useActivations, useRules } from '../api/life.ts'
import { useSession } from '../api/session.ts'
import { useText } from '../locale/text.ts'
import { Refused } from '../shell/refused.tsx'
import { WithdrawActivation } from './activation/withdraw-activation.tsx'
import { Earlier } from './earlier.tsx'
import { useLifeWords } from './life-words.ts'
import classes from './page.module.css'

/** What is in force in each branch, since when, and what comes next. */
export function LivePage() {
  const text = useText()
  const words = useLifeWords()
  const { data: rules, error, refetch } = useRules()
  const { data: experiments = [] } = useExperiments()
  const [wanted, setWanted] = useState('')
  if (error) return <Refused error={error} onRetry={() => void refetch()} />
  if (!rules) return <Loader size="sm" m="xl" />
  const running = experiments.filter(({ state }) => state === 'running')
  const shown = rules.filter(({ branch, now, next }) => {
    const said = [
      branch,
      words.branch(branch),
      ...[now, next].flatMap((rule) => (rule ? [nameOf(rule)] : [])),
    ]
    return said.some((each) => each.toLowerCase().includes(wanted.trim().toLowerCase()))
  })
  function nameOf({ version }: { version: number }) {
    return text('versions.version', { version })
  }
  return (
    <div className={classes.page}>
      <h1>{text('approvals.live')}</h1>
      <p className={classes.what}>
        {summaryOf(rules, (version, branches) => text('live.summary', { version, branches })).join(
          text('live.semicolon'),
        )}
      </p>
      <div className={classes.bar}>
        <TextInput
          size="xs"
          label={text('live.filter')}
          value={wanted}
          onChange={({ currentTarget }) => setWanted(currentTarget.value)}
        />
      </div>
      <table className={classes.table} data-testid="live">
        <thead>
          <tr>
            <th scope="col">{text('effect.branch')}</th>
            <th scope="col">{text('live.now')}</th>
            <th scope="col">{text('live.next')}</th>
            <th scope="col">{text('experiments.title')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ branch, now, next }) => (
            <tr key={branch}>
              <th scope="row">
                {words.branch(branch)} <small>{branch}</small>
              </th>
              <td>
                <Rule rule={now} since />
              </td>
              <td>
                <Rule rule={next} />
              </td>
              <td>
                {running.filter(isIn(branch)).map(({ id, name }) => (
                  <Link key={id} to={`/approvals/experiments/${id}`}>
                    {name}
                  </Link>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length === 0 && <p className={classes.none}>{text('live.nothing')}</p>}
      <Scheduled />
      <Earlier />
    </div>
  )
}

const isIn =
  (branch: string) =>
  ({ branches }: Experiment): boolean =>
    branches === null || branches.includes(branch)

/** How many branches each version decides today, the most first. */
function summaryOf(
  rules: readonly BranchRules[],
  say: (version: number, branches: number) => string,
): string[] {
  const byVersion = Map.groupBy(
    rules.flatMap(({ now }) => (now ? [now.version] : [])),
    (version) => version,
  )
  return [...byVersion]
    .toSorted(([, one], [, other]) => other.length - one.length)
    .map(([version, same]) => say(version, same.length))
}

function Rule({ rule, since = false }: { readonly rule: BranchRules['now']; readonly since?: boolean }) {
  const text = useText()
  const words = useLifeWords()
  if (!rule) return <span className={classes.none}>{text(since ? 'live.no_rule' : 'live.no_next')}</span>
  const { playbook, version, from } = rule
  return (
    <>
      <Link to={`/approvals/playbooks/${playbook}/versions/${version}`}>
        {text('versions.version', { version })}
      </Link>{' '}
      {words.since(from)}
    </>
  )
}

/** What is to come, with the way to take it back. */
function Scheduled() {
  const text = useText()
  const words = useLifeWords()
  const { data: user } = useSession()
  const { data: activations = [] } = useActivations()
  const coming = activations.filter(({ state }) => state === 'scheduled')
  if (coming.length === 0) return null
  return (
    <section>
      <h2>{text('live.scheduled')}</h2>
      <table className={classes.table}>
        <tbody>
          {coming.map((activation) => (
            <tr key={activation.number}>
              <th scope="row">{text('versions.version', { version: activation.version })}</th>
              <td>
                {words.activation(activation)} {activation.reason && <q>{activation.reason}</q>}
              </td>
              <td>{user?.role === 'approver' && <WithdrawActivation activation={activation} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
