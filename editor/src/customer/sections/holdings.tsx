import { useFormats } from '../../locale/format.ts'
import { useLocalName, useText } from '../../locale/text.ts'
import classes from '../customer-page.module.css'
import type { SectionProps } from '../sections.ts'
import { useKnown } from './known.ts'
import { Panel } from './panel.tsx'

/** What the customer has with the bank. */
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
