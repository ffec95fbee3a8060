import { Link } from 'react-router'
import type { PastAction } from '../../api/as-of.ts'
import { Reasons } from '../../branch/reasons.tsx'
import { TierMark } from '../../branch/tier-mark.tsx'
import { useBilingual, useText } from '../../locale/text.ts'
import classes from './as-of.module.css'
import type { Standing } from './lists.tsx'

/** So many reasons are read at a glance; the rest unfold. */
const FIRST_REASONS = 2

/** How an entry was ranked and that it is allowed is left to the reasons that unfold. */
const DETAILS: ReadonlySet<string> = new Set(['action_scored', 'action_value', 'permission_allowed'])

interface PastEntryProps {
  readonly side: 'then' | 'today'
  readonly action: PastAction
  readonly standing: Standing
}

/** A customer on a list of the past, with the reasons of that side. */
export function PastEntry({ side, action, standing }: PastEntryProps) {
  const text = useText()
  const bilingual = useBilingual()
  const { customer, listing, position, reasons, sources, strategy, tier } = action
  const first = reasons.filter(({ code }) => !DETAILS.has(code)).slice(0, FIRST_REASONS)
  const rest = reasons.filter((reason) => !first.includes(reason))
  return (
    <li className={classes.entry} data-standing={standing.is} data-cut={listing !== 'listed' || undefined}>
      <span className={classes.position}>{position}</span>
      <div className={classes.body}>
        <p className={classes.name}>
          <Link to={`/customers/${encodeURIComponent(customer.id)}`}>{customer.name}</Link>
          <TierMark tier={tier} />
          <Stands side={side} action={action} standing={standing} />
        </p>
        <p className={classes.sources}>
          {sources.map(({ name }) => bilingual(name)).join(' + ')}
          {strategy && <> · {bilingual(strategy.name)}</>}
          {listing !== 'listed' && <> · {text(`runs.listing.${listing}`)}</>}
        </p>
        <Reasons reasons={first} />
        {rest.length > 0 && (
          <details className={classes.more}>
            <summary>{text('asof.more', { count: rest.length })}</summary>
            <Reasons reasons={rest} />
          </details>
        )}
      </div>
    </li>
  )
}

function Stands({ side, action, standing }: PastEntryProps) {
  const text = useText()
  if (standing.is === 'same') return null
  if (standing.is === 'only') return <span className={classes.badge}>{text(`asof.only_${side}`)}</span>
  const { other } = standing
  const otherSide = side === 'then' ? 'today' : 'then'
  const more = [
    ...(other.tier !== action.tier ? [text('asof.tier', { tier: other.tier ?? '–' })] : []),
    ...(other.listing !== action.listing ? [text(`runs.listing.${other.listing}`)] : []),
  ]
  return (
    <span className={classes.badge}>
      {[text(`asof.place_${otherSide}`, { position: other.position }), ...more].join(' · ')}
    </span>
  )
}
