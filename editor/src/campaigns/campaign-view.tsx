import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import type { Campaign, CampaignResults } from '../api/campaigns.ts'
import { useBilingual, useLocalName, useText } from '../locale/text.ts'
import { asCsv } from '../shell/csv.ts'
import { Notice } from '../shell/notice.tsx'
import { saveAsFile } from '../shell/save-as-file.ts'
import { BranchTable } from './branch-table.tsx'
import classes from './campaigns.module.css'
import { csvOf } from './csv.ts'
import { Ordered } from './ordered.tsx'

/** One campaign: over the bank, then by branch. */
export function CampaignView({ campaign }: { readonly campaign: Campaign }) {
  const text = useText()
  const bilingual = useBilingual()
  const nameOf = useLocalName()
  const { name, product, holdout, inForce, bank, branches } = campaign
  const all = bank ?? branches[0]?.results
  const save = () =>
    saveAsFile(
      `campaign-${campaign.campaign}.csv`,
      asCsv(
        csvOf(campaign, {
          bank: text('campaigns.bank'),
          branch: nameOf,
          figure: (figure) => text(`campaigns.csv.${figure}`),
        }),
      ),
    )
  return (
    <div className={classes.view}>
      <section className={classes.panel} aria-labelledby="campaign">
        <div className={classes.head}>
          <h2 id="campaign">{bilingual(name)}</h2>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconDownload size={15} aria-hidden />}
            onClick={save}
          >
            {text('campaigns.csv')}
          </Button>
        </div>
        <p className={classes.facts}>
          <span>{text('face.period', { from: campaign.from, until: campaign.until })}</span>
          {product && <span>{text('face.offers', { product: bilingual(product.name) })}</span>}
          <span>{holdout > 0 ? text('face.holdout', { share: holdout }) : text('campaigns.no_holdout')}</span>
          {!inForce && <span>{text('campaigns.not_in_force')}</span>}
        </p>
        {all && <Funnel results={all} />}
      </section>
      {all?.ordered && <Ordered ordered={all.ordered} />}
      {all?.ordered?.verdict === 'no_holdout' && all.listed > 0 && (
        <Notice tone="plain" title={text('campaigns.no_holdout')} text={text('campaigns.no_holdout_what')} />
      )}
      {all && all.listed + all.heldOut === 0 ? (
        <Notice tone="plain" title={text('campaigns.nobody')} text={text('campaigns.nobody_what')} />
      ) : (
        <BranchTable campaign={campaign} />
      )}
    </div>
  )
}

/** From those who were called to those who ordered, with the part of the called that each is. */
function Funnel({ results }: { readonly results: CampaignResults }) {
  const text = useText()
  const { listed, reached, interested, refused, ordered } = results
  const steps = [
    { name: text('campaigns.listed'), count: listed },
    { name: text('campaigns.reached'), count: reached.count },
    { name: text('campaigns.interested'), count: interested.count },
    { name: text('campaigns.refused'), count: refused.count },
    ...(ordered ? [{ name: text('campaigns.ordered'), count: ordered.listed.count }] : []),
  ]
  return (
    <dl className={classes.funnel} data-testid="funnel">
      {steps.map(({ name, count }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            {text('campaigns.customers', { count })}
            <span className={classes.bar} aria-hidden>
              <span style={{ width: `${listed === 0 ? 0 : (count / listed) * 100}%` }} />
            </span>
          </dd>
        </div>
      ))}
    </dl>
  )
}
