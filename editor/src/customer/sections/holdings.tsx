import { useFormats } from '../../locale/format.ts'
import { useBilingual, useLocalName, useText } from '../../locale/text.ts'
import classes from '../customer-page.module.css'
import type { SectionProps } from '../sections.ts'
import { useKnown } from './known.ts'
import { Panel } from './panel.tsx'

/** What the customer has with the bank, what each of it brings in a year, and how risky it is. */
export function Holdings({ page, currency }: SectionProps) {
  const text = useText()
  const known = useKnown()
  const nameOf = useLocalName()
  const bilingual = useBilingual()
  const { money } = useFormats(currency)
  const { holdings, worth } = page
  return (
    <Panel title={text('customer.holdings')} empty={holdings.length === 0 && text('customer.no_holdings')}>
      <table className={classes.table} data-folds>
        <thead>
          <tr>
            <th scope="col">{text('customer.product')}</th>
            <th scope="col">{text('customer.matures')}</th>
            <th scope="col">{text('customer.risk')}</th>
            <th scope="col" className={classes.number}>
              {text('customer.balance')}
            </th>
            {worth && (
              <th scope="col" className={classes.number}>
                {text('customer.contribution')}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {holdings.map((holding) => (
            <tr key={holding.id}>
              <td>
                {nameOf(holding)} <small className={classes.small}>{known(`group.${holding.group}`)}</small>
              </td>
              <td data-says={text('customer.matures')} data-nothing={holding.matures === null || undefined}>
                {holding.matures}
              </td>
              <td data-says={text('customer.risk')} data-nothing={holding.riskLevel === null || undefined}>
                {holding.riskLevel}
                {holding.aboveClass && (
                  <span className={classes.warning}>{text('customer.above_class')}</span>
                )}
              </td>
              <td className={classes.number} data-says={text('customer.balance')}>
                {money(holding.balance)}
              </td>
              {worth && (
                <td className={classes.number} data-says={text('customer.contribution')}>
                  {holding.contribution === null ? text('customer.no_margin') : money(holding.contribution)}
                </td>
              )}
            </tr>
          ))}
        </tbody>
        {worth && (
          <tfoot>
            {worth.besides
              .filter(({ result }) => result !== 0)
              .map(({ label, result, each }) => (
                <tr key={label.en}>
                  <th scope="row" colSpan={4}>
                    {each === null
                      ? bilingual(label)
                      : text('customer.each', { label: bilingual(label), each: money(each) })}
                  </th>
                  <td className={classes.number}>{money(result)}</td>
                </tr>
              ))}
            <tr className={classes.total}>
              <th scope="row" colSpan={4}>
                {bilingual(worth.name)}
              </th>
              <td className={classes.number}>{money(worth.total)}</td>
            </tr>
          </tfoot>
        )}
      </table>
      {worth?.note && <p className={classes.note}>{bilingual(worth.note)}</p>}
    </Panel>
  )
}
