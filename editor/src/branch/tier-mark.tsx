import { useText } from '../locale/text.ts'
import classes from './tier-mark.module.css'

/** The customer's tier, the best the darkest. */
export function TierMark({ tier }: { readonly tier: string | null }) {
  const text = useText()
  if (tier === null) return null
  return (
    <span className={classes.mark} data-tier={tier} title={text('action.tier', { tier })}>
      {tier}
    </span>
  )
}
