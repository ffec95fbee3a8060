import { type PlaybookNode, parseDay } from '@branch-playbook/engine'
import { IconSpeakerphone } from '@tabler/icons-react'
import { useText } from '../../locale/text.ts'
import { Meter } from '../meter.tsx'
import { useProductNames } from '../products.ts'
import { defineView } from '../view.tsx'
import { Reach } from './reach.tsx'
import classes from './view.module.css'

type Campaign = Extract<PlaybookNode, { kind: 'campaign' }>

function Face({ node }: { readonly node: Campaign }) {
  const text = useText()
  const productName = useProductNames()
  const { offer, quota, holdout } = node
  return (
    <>
      <p className={classes.when}>{text('face.period', { from: node.from, until: node.until })}</p>
      <Meter {...inYear(node)} />
      {offer && (
        <p className={classes.what}>
          {text('face.offers', { product: productName(offer.suitability, offer.product) })}
        </p>
      )}
      {quota?.bank !== undefined && (
        <p className={classes.what}>{text('face.quota_bank', { count: quota.bank })}</p>
      )}
      {quota?.branch !== undefined && (
        <p className={classes.what}>{text('face.quota_branch', { count: quota.branch })}</p>
      )}
      {quota?.adviser !== undefined && (
        <p className={classes.what}>{text('face.quota_adviser', { count: quota.adviser })}</p>
      )}
      {holdout !== undefined && <p className={classes.what}>{text('face.holdout', { share: holdout })}</p>}
      <p className={classes.what}>
        {text('face.how', {
          channel: text(`channel.${node.channel}`),
          minutes: node.minutes,
          urgency: node.urgency,
        })}
      </p>
    </>
  )
}

/** Where the campaign's days stand in the year in which it begins. */
function inYear({ from, until }: Campaign): { readonly from: number; readonly to: number } {
  const first = parseDay(`${from.slice(0, 4)}-01-01`) ?? 0
  const place = (day: string) => Math.min(1, ((parseDay(day) ?? first) - first) / 366)
  return { from: place(from), to: place(until) }
}

export const campaign = defineView('campaign', IconSpeakerphone, 256, Face, Reach)
