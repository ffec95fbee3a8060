import { Link } from 'react-router'
import { useParticulars } from '../../api/particulars.ts'
import { TierMark } from '../../branch/tier-mark.tsx'
import { useFormats } from '../../locale/format.ts'
import { useLocalName, useText } from '../../locale/text.ts'
import classes from '../customer-page.module.css'
import type { SectionProps } from '../sections.ts'
import { Panel } from './panel.tsx'

/** With whom he lives, as far as the bank knows and the reader may see, and what they are worth together. */
export function Household({ page, currency }: SectionProps) {
  const text = useText()
  const nameOf = useLocalName()
  const { money } = useFormats(currency)
  const { data } = useParticulars(page.customer.id)
  const household = data?.household
  if (!household) return null
  const { members, elsewhere } = household
  const worth = members.reduce((sum, member) => sum + (member.worth ?? 0), page.worth?.total ?? 0)
  const alone = members.length + elsewhere === 0
  return (
    <Panel
      title={text('household.title')}
      empty={alone && text('household.alone')}
      aside={
        page.worth &&
        members.length > 0 && (
          <span className={classes.aside}>{text('household.worth', { worth: money(worth) })}</span>
        )
      }
    >
      <ul className={classes.members}>
        {members.map((member) => (
          <li key={member.id}>
            <Link to={`/customers/${encodeURIComponent(member.id)}`}>{member.name}</Link>
            <TierMark tier={member.tier} />
            <small className={classes.small}>{member.adviser && nameOf(member.adviser)}</small>
            <span className={classes.worth}>{member.worth !== null && money(member.worth)}</span>
          </li>
        ))}
      </ul>
      {elsewhere > 0 && <p className={classes.note}>{text('household.elsewhere', { count: elsewhere })}</p>}
    </Panel>
  )
}
