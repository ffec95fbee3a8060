import { useParticulars } from '../../api/particulars.ts'
import { useText } from '../../locale/text.ts'
import classes from '../customer-page.module.css'
import type { SectionProps } from '../sections.ts'
import { Panel } from './panel.tsx'

const WAYS = ['phone', 'sms', 'wechat'] as const

/** Who he is to the bank, what he agreed to, and what risk he can bear. */
export function Identity({ page: { customer } }: SectionProps) {
  const text = useText()
  const { data } = useParticulars(customer.id)
  const { recorded = null, source = null } = data?.consents ?? {}
  const dayOr = (known: string | null) => known ?? text('customer.unknown')
  return (
    <Panel title={text('customer.identity')}>
      <dl className={classes.identity}>
        <dt>{text('customer.born')}</dt>
        <dd>{dayOr(customer.birthDate)}</dd>
        <dt>{text('customer.since')}</dt>
        <dd>{dayOr(customer.customerSince)}</dd>
        <dt>{text('customer.risk_class')}</dt>
        <dd>
          {customer.riskClass === null
            ? text('customer.never_assessed')
            : text('customer.assessed', {
                class: customer.riskClass,
                known: customer.riskAssessed === null ? 'no' : 'yes',
                day: customer.riskAssessed === null ? '' : customer.riskAssessed,
              })}
        </dd>
        <dt>{text('customer.consents')}</dt>
        <dd className={classes.consents}>
          {customer.doNotContact && (
            <span className={classes.state} data-state="withheld">
              {text('customer.do_not_contact')}
            </span>
          )}
          {WAYS.map((way) => (
            <span key={way} className={classes.state} data-state={consentState(customer.consents[way])}>
              {text(`consent.${consentState(customer.consents[way])}`, { way: text(`channel.${way}`) })}
            </span>
          ))}
          {(recorded !== null || source !== null) && (
            <small className={classes.small}>
              {[source, recorded].filter((known) => known !== null).join(' · ')}
            </small>
          )}
        </dd>
      </dl>
    </Panel>
  )
}

/** What was never asked is no consent, and no refusal either. */
const consentState = (given: boolean | null) => (given === null ? 'unasked' : given ? 'given' : 'refused')
