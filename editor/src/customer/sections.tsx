import { type ReactNode, useId } from 'react'
import type { CustomerPage } from '../api/customers.ts'
import { useFormats } from '../locale/format.ts'
import { isTextKey, useBilingual, useLocalName, useText } from '../locale/text.ts'
import classes from './customer-page.module.css'

interface SectionProps {
  readonly page: CustomerPage
  readonly currency: string
}

export function Holdings({ page, currency }: SectionProps) {
  const text = useText()
  const known = useKnown()
  const nameOf = useLocalName()
  const { money } = useFormats(currency)
  return (
    <Panel
      title={text('customer.holdings')}
      empty={page.holdings.length === 0 && text('customer.no_holdings')}
    >
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{text('customer.product')}</th>
            <th scope="col">{text('customer.group')}</th>
            <th scope="col">{text('customer.matures')}</th>
            <th scope="col" className={classes.number}>
              {text('customer.balance')}
            </th>
          </tr>
        </thead>
        <tbody>
          {page.holdings.map((holding) => (
            <tr key={holding.id}>
              <td>{nameOf(holding)}</td>
              <td>{known(`group.${holding.group}`)}</td>
              <td>{holding.matures ?? ''}</td>
              <td className={classes.number}>{money(holding.balance)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  )
}

export function Contacts({ page, currency }: SectionProps) {
  const text = useText()
  const known = useKnown()
  const { day: dayText } = useFormats(currency)
  return (
    <Panel
      title={text('customer.contacts')}
      empty={page.contacts.length === 0 && text('customer.no_contacts')}
    >
      <ul className={classes.contacts}>
        {page.contacts.map(({ id, day, channel, outcome, note }) => (
          <li key={id}>
            <span>{dayText(day)}</span>
            <span>{known(`channel.${channel}`)}</span>
            <strong>{known(`outcome.${outcome}`)}</strong>
            {note && <p>{note}</p>}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

export function Transactions({ page, currency }: SectionProps) {
  const text = useText()
  const known = useKnown()
  const { money } = useFormats(currency)
  return (
    <Panel
      title={text('customer.transactions')}
      empty={page.transactions.length === 0 && text('customer.no_transactions')}
    >
      <table className={classes.table}>
        <tbody>
          {page.transactions.map(({ id, day, amount, kind, madeBy }) => (
            <tr key={id} data-missing={madeBy === 'bank' || undefined}>
              <td>{day}</td>
              <td>{known(`transaction.${kind}`)}</td>
              <td className={classes.number}>{money(amount)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  )
}

export function Facts({ page }: SectionProps) {
  const text = useText()
  const bilingual = useBilingual()
  return (
    <Panel title={text('customer.facts')} empty={false}>
      <table className={classes.table}>
        <tbody>
          {page.facts.map((fact) => (
            <tr key={fact.name}>
              <th scope="row">{bilingual(fact.label)}</th>
              <td className={classes.number} data-missing={fact.value === null || undefined}>
                {bilingual(fact.text)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  )
}

interface PanelProps {
  readonly title: string
  readonly empty: string | false
  readonly children: ReactNode
}

function Panel({ title, empty, children }: PanelProps) {
  const id = useId()
  return (
    <section className={classes.panel} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {empty === false ? children : <p className={classes.empty}>{empty}</p>}
    </section>
  )
}

/** A word of the bank's own, under a key of the locale files; as it is when the product does not know it. */
function useKnown(): (key: string) => string {
  const text = useText()
  return (key) => (isTextKey(key) ? text(key) : key.slice(key.indexOf('.') + 1))
}
