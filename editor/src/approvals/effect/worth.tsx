import { useCurrency } from '../../api/bank.ts'
import type { Effect } from '../../api/life.ts'
import { useFormats } from '../../locale/format.ts'
import { useBilingual, useText } from '../../locale/text.ts'
import classes from './effect.module.css'

/** What the customers of each tier are worth to the bank, before and after. */
export function Worth({ value }: { readonly value: Effect['value'] }) {
  const text = useText()
  const bilingual = useBilingual()
  const { number, shortMoney } = useFormats(useCurrency())
  const shown = value.tiers.filter(({ before, after }) => before.customers + after.customers > 0)
  return (
    <section className={classes.card} aria-labelledby="worth">
      <h2 id="worth">{text('effect.worth', { figure: bilingual(value.name) })}</h2>
      <table className={classes.moves}>
        <thead>
          <tr>
            <th scope="col">{text('effect.tier')}</th>
            <th scope="col">{text('effect.customers')}</th>
            <th scope="col">{bilingual(value.name)}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ tier, before, after }) => (
            <tr key={tier}>
              <th scope="row">{tier ?? text('effect.no_tier')}</th>
              <td>
                {text('effect.turn', { before: number(before.customers), after: number(after.customers) })}
              </td>
              <td>
                {text('effect.turn', { before: shortMoney(before.value), after: shortMoney(after.value) })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
