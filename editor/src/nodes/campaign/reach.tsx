import { useState } from 'react'
import { useBranchName } from '../../branch/branch-name.ts'
import { useText } from '../../locale/text.ts'
import { REACH_STEPS, type ReachCounts } from '../../simulation/questions/reach-counts.ts'
import { useCampaignReach } from '../../simulation/use-answer.ts'
import classes from './reach.module.css'

/** What is told of each branch: all would not find room in the form. */
const TOLD = ['audience', 'called', 'fits'] as const

/** How far the campaign that is edited reaches today, from whom it is meant for to those for whom there is time. */
export function Reach({ node }: { readonly node: { readonly id: string; readonly until: string } }) {
  const text = useText()
  const branchName = useBranchName()
  const reach = useCampaignReach(node.id)
  const [open, setOpen] = useState(false)
  if (!reach) return null
  const { running, bank, branches } = reach
  return (
    <section className={classes.reach} aria-labelledby="reach" data-testid="campaign-reach">
      <h3 id="reach">
        {text('campaign_reach.title')}
        {!running && <span className={classes.when}>{text('campaign_reach.not_running')}</span>}
      </h3>
      <dl>
        {REACH_STEPS.map((step) => (
          <div key={step} data-step={step}>
            <dt>{text(`campaign_reach.step.${step}`)}</dt>
            <dd>
              <span className={classes.bar} aria-hidden>
                <span style={{ width: `${(bank[step] / Math.max(1, bank.audience)) * 100}%` }} />
              </span>
              <span className={classes.count}>{text('campaigns.customers', { count: bank[step] })}</span>
            </dd>
          </div>
        ))}
        <div data-step="days">
          <dt>{text('campaign_reach.days')}</dt>
          <dd>
            <Days counts={bank} until={node.until} />
          </dd>
        </div>
      </dl>
      <button type="button" className={classes.more} aria-expanded={open} onClick={() => setOpen(!open)}>
        {text('campaigns.by_branch')}
      </button>
      {open && (
        <table className={classes.branches}>
          <thead>
            <tr>
              <th scope="col">{text('campaigns.branch')}</th>
              {TOLD.map((step) => (
                <th key={step} scope="col">
                  {text(`campaign_reach.step.${step}`)}
                </th>
              ))}
              <th scope="col">{text('campaign_reach.days')}</th>
            </tr>
          </thead>
          <tbody>
            {Object.entries(branches).map(([branch, counts]) => (
              <tr key={branch}>
                <th scope="row">{branchName(branch)}</th>
                {TOLD.map((step) => (
                  <td key={step}>{text('campaigns.customers', { count: counts[step] })}</td>
                ))}
                <td>
                  <Days counts={counts} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

interface DaysProps {
  readonly counts: ReachCounts
  /** The last day of the campaign; told where there is room for it. */
  readonly until?: string
}

/** In how many days like today all would be called, and whether the campaign is over before. */
function Days({ counts: { days, endsFirst }, until = 'none' }: DaysProps) {
  const text = useText()
  if (days === null) return text('campaign_reach.never')
  return (
    <span data-ends-first={endsFirst || undefined}>
      {text('campaign_reach.days_count', { days })}
      {endsFirst && <small>{text('campaign_reach.ends_first', { until })}</small>}
    </span>
  )
}
