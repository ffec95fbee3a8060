import { Loader } from '@mantine/core'
import { lazy, Suspense } from 'react'
import { Link, useParams } from 'react-router'
import { useCurrency } from '../api/bank.ts'
import { useCustomer } from '../api/customers.ts'
import { useSession } from '../api/session.ts'
import { Reasons } from '../branch/reasons.tsx'
import { TierMark } from '../branch/tier-mark.tsx'
import { useBilingual, useLocalName, useText } from '../locale/text.ts'
import { Refused } from '../shell/refused.tsx'
import classes from './customer-page.module.css'
import { Contacts, Facts, Holdings, Transactions } from './sections.tsx'

const HeldData = lazy(async () => ({ default: (await import('../privacy/held-data.tsx')).HeldData }))

/** What becomes of an enquiry, should the customer make one. */
const ENQUIRY = /^inbound_/

/** Everything known of one customer, and what the playbook decides about him today. */
export function CustomerPage() {
  const text = useText()
  const bilingual = useBilingual()
  const nameOf = useLocalName()
  const currency = useCurrency()
  const { customer: id = '' } = useParams()
  const { data: user } = useSession()
  const { data: page, error, refetch } = useCustomer(id)
  if (error && !page) {
    return (
      <div className={classes.page}>
        <Refused error={error} onRetry={() => void refetch()} />
      </div>
    )
  }
  if (!page) return <Loader size="sm" m="xl" />
  const { customer, branch, adviser, decision } = page
  const asked = new Set(decision.reasons.filter(({ code }) => ENQUIRY.test(code)).map(({ node }) => node))
  const reasons = decision.reasons.filter(({ node }) => !asked.has(node))
  const answers = decision.reasons.filter(({ node }) => asked.has(node))
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <h1>{customer.name}</h1>
        <TierMark tier={decision.tier} />
        <p>
          {customer.id}
          {customer.phone && <> · {customer.phone}</>}
          {' · '}
          <Link to={`/branch/${encodeURIComponent(branch.id)}`}>{nameOf(branch)}</Link>
          {adviser && <> · {adviser.name}</>}
        </p>
      </header>
      <section className={classes.panel} aria-labelledby="decision">
        <h2 id="decision">{text('customer.decision')}</h2>
        <p className={classes.outcome}>
          <strong>{text(`decision.${decision.action}`)}</strong>
          {decision.strategy && <span>{bilingual(decision.strategy.name)}</span>}
        </p>
        <div className={classes.reasons}>
          <Reasons reasons={reasons} />
        </div>
      </section>
      {answers.length > 0 && (
        <section className={classes.panel} aria-labelledby="enquiries">
          <h2 id="enquiries">{text('customer.enquiries')}</h2>
          <div className={classes.reasons}>
            <Reasons reasons={answers} />
          </div>
        </section>
      )}
      <div className={classes.columns}>
        <div className={classes.column}>
          <Holdings page={page} currency={currency} />
          <Contacts page={page} currency={currency} />
          <Transactions page={page} currency={currency} />
        </div>
        <Facts page={page} currency={currency} />
      </div>
      {user?.role === 'auditor' && (
        <Suspense>
          <HeldData customer={id} />
        </Suspense>
      )}
    </div>
  )
}
