import { useCurrency } from '../api/bank.ts'
import type { OrderableProduct } from '../api/orders.ts'
import { useFormats } from '../locale/format.ts'
import { useText } from '../locale/text.ts'

/** What an order of a product may amount to, and until when it may be cancelled, in one line. */
export function Terms({
  product: { least, most, step, coolingOff },
}: {
  readonly product: OrderableProduct
}) {
  const text = useText()
  const { exactMoney, day } = useFormats(useCurrency())
  const terms = [
    least !== null && text('orders.least', { amount: exactMoney(least) }),
    step !== null && text('orders.step', { amount: exactMoney(step) }),
    most !== null && text('orders.most', { amount: exactMoney(most) }),
    coolingOff === null
      ? text('orders.no_cooling_off')
      : text('orders.cooling_off', { days: coolingOff.workingDays, until: day(coolingOff.until) }),
  ].filter((term) => term !== false)
  return terms.join(' · ')
}
