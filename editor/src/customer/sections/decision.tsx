import { Reasons } from '../../branch/reasons.tsx'
import { useBilingual, useText } from '../../locale/text.ts'
import classes from '../customer-page.module.css'
import { reasonsApart } from '../reasons-apart.ts'
import type { SectionProps } from '../sections.ts'
import { Panel } from './panel.tsx'

/** What is due with the customer today, and why. */
export function Decision({ page: { decision } }: SectionProps) {
  const text = useText()
  const bilingual = useBilingual()
  return (
    <Panel title={text('customer.decision')}>
      <p className={classes.outcome}>
        <strong>{text(`decision.${decision.action}`)}</strong>
        {decision.strategy && <span>{bilingual(decision.strategy.name)}</span>}
      </p>
      <div className={classes.reasons}>
        <Reasons reasons={reasonsApart(decision.reasons).today} />
      </div>
    </Panel>
  )
}
