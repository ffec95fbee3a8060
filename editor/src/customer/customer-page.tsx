import { Loader } from '@mantine/core'
import { Link, useParams } from 'react-router'
import { useCurrency } from '../api/bank.ts'
import { useCustomer } from '../api/customers.ts'
import { PhoneNumber } from '../branch/phone-number.tsx'
import { TierMark } from '../branch/tier-mark.tsx'
import { useLocalName } from '../locale/text.ts'
import { Refused } from '../shell/refused.tsx'
import { AtHand } from './at-hand.tsx'
import classes from './customer-page.module.css'
import { SECTIONS, type SectionProps } from './sections.ts'

/** Everything known of one customer, and what the playbook decides about him today. */
export function CustomerPage() {
  const nameOf = useLocalName()
  const currency = useCurrency()
  const { customer: id = '' } = useParams()
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
  const shown = { page, currency }
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <h1>{customer.name}</h1>
        <TierMark tier={decision.tier} />
        <p>
          {customer.id}
          {customer.phone && (
            <>
              {' · '}
              <PhoneNumber number={customer.phone} />
            </>
          )}
          {' · '}
          <Link to={`/branch/${encodeURIComponent(branch.id)}`}>{nameOf(branch)}</Link>
          {adviser && <> · {adviser.name}</>}
        </p>
      </header>
      <Sections place="top" {...shown} />
      <div className={classes.columns}>
        <div className={classes.column}>
          <Sections place="main" {...shown} />
        </div>
        <div className={classes.column}>
          <Sections place="side" {...shown} />
        </div>
      </div>
      <Sections place="foot" {...shown} />
      <AtHand page={page} />
    </div>
  )
}

/** The sections of a place; those of one customer keep nothing of what was typed for another. */
function Sections({ place, page, currency }: SectionProps & { readonly place: string }) {
  return SECTIONS.filter((section) => section.place === place).map(({ id, Content }) => (
    <Content key={`${id} ${page.customer.id}`} page={page} currency={currency} />
  ))
}
