import type { CustomerPage } from '../../api/customers.ts'
import { Reasons } from '../../branch/reasons.tsx'
import { useBilingual, useText } from '../../locale/text.ts'
import classes from '../customer-page.module.css'
import { reasonsApart } from '../reasons-apart.ts'
import type { SectionProps } from '../sections.ts'
import { Panel } from './panel.tsx'

/** What is due with the customer today, why, and which version says so. */
export function Decision({ page: { decision } }: SectionProps) {
  const text = useText()
  const bilingual = useBilingual()
  return (
    <Panel title={text('customer.decision')} aside={<DecidedBy by={decision.by} />}>
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

/** The version, and his side where an experiment runs. */
function DecidedBy({ by }: { readonly by: CustomerPage['decision']['by'] }) {
  const text = useText()
  const bilingual = useBilingual()
  const version = text('customer.decided_by', { name: bilingual(by.name), version: by.playbook.version })
  return (
    <span className={classes.aside}>
      {by.experiment && by.side
        ? text('customer.decided_in', {
            version,
            experiment: by.experiment.name,
            side: text(`side.${by.side}`),
          })
        : version}
    </span>
  )
}
