import { Loader } from '@mantine/core'
import { Link, useSearchParams } from 'react-router'
import { type Campaign, useCampaigns } from '../api/campaigns.ts'
import { useBilingual, useText } from '../locale/text.ts'
import { Notice } from '../shell/notice.tsx'
import { Refused } from '../shell/refused.tsx'
import { CampaignView } from './campaign-view.tsx'
import classes from './campaigns.module.css'

/** What came of each campaign, against those whom it left alone. */
export function CampaignsPage() {
  const text = useText()
  const { data: campaigns, error, refetch } = useCampaigns()
  const [search] = useSearchParams()
  if (error) return <Refused error={error} onRetry={() => void refetch()} />
  if (!campaigns) return <Loader size="sm" m="xl" />
  const chosen = campaigns.find((each) => keyOf(each) === search.get('campaign')) ?? campaigns[0]
  return (
    <div className={classes.page}>
      <h1>{text('campaigns.title')}</h1>
      {chosen ? (
        <div className={classes.columns}>
          <Choice campaigns={campaigns} chosen={chosen} />
          <CampaignView key={keyOf(chosen)} campaign={chosen} />
        </div>
      ) : (
        <Notice tone="plain" title={text('campaigns.none')} text={text('campaigns.none_what')} />
      )}
    </div>
  )
}

const keyOf = ({ playbook, campaign }: Campaign): string => `${playbook}/${campaign}`

function Choice({
  campaigns,
  chosen,
}: {
  readonly campaigns: readonly Campaign[]
  readonly chosen: Campaign
}) {
  const text = useText()
  const bilingual = useBilingual()
  return (
    <nav aria-label={text('campaigns.title')}>
      <ul className={classes.choice}>
        {campaigns.map((each) => (
          <li key={keyOf(each)}>
            <Link
              to={`?campaign=${encodeURIComponent(keyOf(each))}`}
              className={classes.campaign ?? ''}
              aria-current={each === chosen ? 'page' : false}
            >
              {bilingual(each.name)}
              <span>{text('face.period', { from: each.from, until: each.until })}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
