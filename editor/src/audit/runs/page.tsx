import { Loader } from '@mantine/core'
import { Link } from 'react-router'
import { type ListedRun, useRuns } from '../../api/runs.ts'
import { useSession } from '../../api/session.ts'
import { useFormats } from '../../locale/format.ts'
import { useText } from '../../locale/text.ts'
import { Notice } from '../../shell/notice.tsx'
import { Refused } from '../../shell/refused.tsx'
import page from '../page.module.css'
import { useAuditWords } from '../words.ts'
import { ReplayLast } from './replay-last.tsx'
import { useRulesInWords } from './rules-in-words.ts'
import { useSeries } from './series.ts'
import { Verdict } from './verdict.tsx'

/** Every run that came into force, and whether it still comes out as it did. */
export function RunsPage() {
  const text = useText()
  const { data: user } = useSession()
  const { data: runs, error, refetch } = useRuns()
  if (error && !runs) return <Refused error={error} onRetry={() => void refetch()} />
  if (!runs) return <Loader size="sm" m="xl" />
  return (
    <div className={page.page}>
      <header className={page.head}>
        <h1>{text('audit.runs')}</h1>
        <p>{text('runs.what')}</p>
      </header>
      {runs.length === 0 ? (
        <Notice tone="plain" title={text('runs.none')} text={text('runs.none_mend')} />
      ) : (
        <>
          {user?.role !== 'administrator' && <ReplayLast runs={runs} />}
          <section className={page.panel} aria-label={text('audit.runs')}>
            <Table runs={runs} />
          </section>
        </>
      )}
    </div>
  )
}

function Table({ runs }: { readonly runs: readonly ListedRun[] }) {
  const text = useText()
  const { moment, day } = useAuditWords()
  const { number } = useFormats('CNY')
  const rules = useRulesInWords()
  const outcomes = useSeries((state) => state.outcomes)
  return (
    <div className={page.wide}>
      <table className={page.table}>
        <thead>
          <tr>
            <th scope="col">{text('runs.day')}</th>
            <th scope="col">{text('runs.cause')}</th>
            <th scope="col">{text('runs.at')}</th>
            <th scope="col">{text('runs.rules')}</th>
            <th scope="col" className={page.number}>
              {text('runs.customers')}
            </th>
            <th scope="col" className={page.number}>
              {text('runs.listed')}
            </th>
            <th scope="col" className={page.number}>
              {text('runs.cut')}
            </th>
            <th scope="col" className={page.number}>
              {text('runs.blocked')}
            </th>
            <th scope="col">{text('runs.replayed')}</th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <tr key={run.number}>
              <td>
                <Link to={`/audit/runs/${run.id}`}>{day(run.day)}</Link>
              </td>
              <td>{text(`runs.cause.${run.cause}`)}</td>
              <td>{moment(run.at)}</td>
              <td>{rules(run)}</td>
              <td className={page.number}>{number(run.customers)}</td>
              <td className={page.number}>{number(run.listed)}</td>
              <td className={page.number}>{number(run.cut)}</td>
              <td className={page.number}>{number(run.blocked)}</td>
              <td>
                <Verdict outcome={outcomes.get(run.id)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
