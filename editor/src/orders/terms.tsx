import type { Means } from '@branch-playbook/engine'
import { useCurrency } from '../api/bank.ts'
import type { OrderableProduct } from '../api/orders.ts'
import { useFormats } from '../locale/format.ts'
import { useText } from '../locale/text.ts'

/** What an order of a product may amount to, and until when it may be cancelled, in one line. */
export function Terms({
  product: { least, most, step, coolingOff, final },
}: {
  readonly product: OrderableProduct
}) {
  const text = useText()
  const { money, day } = useFormats(useCurrency())
  const terms = [
    least !== null && text('orders.least', { amount: money(least) }),
    step !== null && text('orders.step', { amount: money(step) }),
    most !== null && text('orders.most', { amount: money(most) }),
    coolingOff === null
      ? text(final ? 'orders.no_cooling_off' : 'orders.until_told')
      : text('orders.cooling_off', { days: coolingOff.workingDays, until: day(coolingOff.until) }),
  ].filter((term) => term !== false)
  return terms.join(' · ')
}

interface AmountNotesProps {
  readonly product: OrderableProduct
  readonly means: Means
}

/** What is to be known where the amount is typed: its bounds, and what the customer has. */
export function AmountNotes({ product, means }: AmountNotesProps) {
  const text = useText()
  const { money } = useFormats(useCurrency())
  return (
    <>
      <Terms product={product} />
      <br />
      {text('orders.means', { demand: money(means.demand), all: money(means.all) })}
    </>
  )
}
