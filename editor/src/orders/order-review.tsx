import type { Means } from '@branch-playbook/engine'
import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useCurrency } from '../api/bank.ts'
import type { OrderableProduct } from '../api/orders.ts'
import { useFormats } from '../locale/format.ts'
import { useBilingual, useText } from '../locale/text.ts'
import { Beyond } from './beyond.tsx'
import classes from './orders.module.css'
import { Terms } from './terms.tsx'

interface OrderReviewProps {
  readonly product: OrderableProduct
  readonly amount: number
  readonly means: Means
  readonly pending: boolean
  onBack(): void
  onPlace(): void
}

/** Asks once more before an order that cannot be cancelled, or is larger than it looks: what, and how much. */
export function OrderReview({ product, amount, means, pending, onBack, onPlace }: OrderReviewProps) {
  const text = useText()
  const bilingual = useBilingual()
  const { money } = useFormats(useCurrency())
  const said = useRef<HTMLElement>(null)
  // Whoever pressed Enter once too often has read nothing: it lands on no button.
  useEffect(() => said.current?.focus(), [])
  return (
    <>
      <section ref={said} className={classes.review} aria-label={text('orders.review')} tabIndex={-1}>
        <p>{bilingual(product.name)}</p>
        <p className={classes.ordered}>{money(amount)}</p>
        <p className={classes.terms}>
          <Terms product={product} />
        </p>
        <Beyond amount={amount} means={means} />
      </section>
      <div className={classes.buttons}>
        <Button size="sm" variant="default" onClick={onBack}>
          {text('orders.change')}
        </Button>
        <Button size="sm" loading={pending} onClick={onPlace}>
          {text('orders.confirm')}
        </Button>
      </div>
    </>
  )
}
