import { useFormats } from '../../locale/format.ts'
import { useText } from '../../locale/text.ts'
import classes from '../customer-page.module.css'
import type { SectionProps } from '../sections.ts'
import { useKnown } from './known.ts'
import { Panel } from './panel.tsx'

/** His latest transactions. */
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
